using System.Text.Json;

namespace FleetActors.OnCall;

public sealed class ContactJsonTests
{
    [Fact]
    public void Read_WholeContact_TakesEverything()
    {
        var json = JsonElement.Parse("""{"id":"ada","name":" Ada Lovelace ","numbers":["+15550100001","+15550100002"],"opted_out":["+15550100002"]}""");

        var (contact, errors) = ContactJson.Read("ada", json);

        errors.ShouldBeEmpty();
        (contact.Id, contact.Name).ShouldBe(("ada", "Ada Lovelace"));
        contact.Numbers.ShouldBe(["+15550100001", "+15550100002"]);
    }

    [Fact]
    public void Read_NoName_UsesTheId() => ContactJson.Read("ada", JsonElement.Parse("""{"numbers":["+15550100001"]}""")).Contact.Name.ShouldBe("ada");

    [Theory]
    [InlineData("ada", """{}""", "numbers must have 1 to 10 numbers")]
    [InlineData("ada", """{"numbers":"+15550100001"}""", "numbers must be a list")]
    [InlineData("ada", """{"numbers":["0155501000"]}""", "numbers[0] must be an E.164 number such as +15551234567")]
    [InlineData("ada", """{"numbers":["+15550100001"],"email":"ada@example.com"}""", "email is not known")]
    [InlineData("ada", """{"numbers":["+15550100001"],"name":7}""", "name must be a text")]
    [InlineData("ada", """{"numbers":["+15550100001"],"name":"a\u0007b"}""", "name must be 1 to 100 characters without control characters")]
    [InlineData("Ada", """{"numbers":["+15550100001"]}""", "id must be 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter")]
    public void Read_WrongContact_NamesThePlaceOnce(string id, string json, string problem)
    {
        var (_, errors) = ContactJson.Read(id, JsonElement.Parse(json));

        errors.Select(error => $"{error.Path} {error.Message}").ShouldBe([problem]);
    }
}
