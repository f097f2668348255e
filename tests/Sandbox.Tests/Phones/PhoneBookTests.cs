namespace FleetActors.Sandbox.Tests;

public class PhoneBookTests
{
    [Fact]
    public void Get_MoreThanTenThousand_ForgetsTheLeastRecentlyActive()
    {
        var book = new PhoneBook();
        for (var number = 0; number < 10_000; number++)
        {
            book.Get($"+1312{number:0000000}");
        }

        book.Touch(book.Get("+13120000000"));
        book.Get("+4912345678");

        book.Count.ShouldBe(10_000);
        book.Find("+13120000000").ShouldNotBeNull();
        book.Find("+13120000001").ShouldBeNull();
    }
}
