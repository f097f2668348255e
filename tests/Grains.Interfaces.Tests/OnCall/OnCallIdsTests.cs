namespace FleetActors.OnCall;

public sealed class OnCallIdsTests
{
    [Theory]
    [InlineData("policy/night", "night")]
    [InlineData("policy/policy/x", "policy/x")]
    public void PolicyOfKey_KeyOfAPolicy_GivesItsId(string key, string id) => OnCallIds.PolicyOfKey(key).ShouldBe(id);

    [Fact]
    public void ContactOfKey_KeyOfAContact_GivesItsId() => OnCallIds.ContactOfKey("contact/ada").ShouldBe("ada");

    [Theory]
    [InlineData("ada")]
    [InlineData("contact/ada")]
    public void PolicyOfKey_AnyOtherKey_SaysHowToGetTheGrain(string key) =>
        Should.Throw<ArgumentException>(() => OnCallIds.PolicyOfKey(key)).Message.ShouldContain("GetPolicy");
}
