using System.Text;
using System.Text.Json;
using FleetActors.Telephony;

namespace FleetActors.Telnyx;

public sealed class FindLiveCallTests
{
    [Fact]
    public async Task Find_OnALaterPage_IsFound()
    {
        await using var server = await PagesAsync(
            Page("c1", ("v3:a", "alrt-1/a0"), ("v3:b", null)),
            Page("c2", ("v3:c", "alrt-1/a1")),
            Page(null, ("v3:d", "alrt-1/a2")));
        await using var host = new TelnyxHost(server.BaseUrl);

        var found = await host.Telephony.FindLiveCallAsync("alrt-1/a1", CancellationToken.None);

        found.ShouldBe(new LiveCall("v3:c", "alrt-1/a1"));
        server.Requests.Select(r => r.Target).ShouldBe([
            "/v2/connections/1494404757140276705/active_calls?page%5Blimit%5D=250",
            "/v2/connections/1494404757140276705/active_calls?page%5Blimit%5D=250&page%5Bafter%5D=c1"]);
    }

    [Fact]
    public async Task Find_OnNoPage_IsNull()
    {
        await using var server = await PagesAsync(Page("c1", ("v3:a", "x")), Page("c2", ("v3:b", "y")), Page(null));
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.FindLiveCallAsync("alrt-1/a1", CancellationToken.None)).ShouldBeNull();
        server.Requests.Length.ShouldBe(3);
    }

    [Fact]
    public async Task Find_LastPageNamesItself_Ends()
    {
        await using var server = await PagesAsync(Page("c1", ("v3:a", "x")), Page("c1", ("v3:b", "y")));
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.FindLiveCallAsync("alrt-1/a1", CancellationToken.None)).ShouldBeNull();
        server.Requests.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Find_ForeignClientStates_AreNoTrouble()
    {
        await using var server = await CannedServer.StartAsync(200, """{"data":[null,{},{"client_state":"not base64!","call_control_id":"x"}]}""");
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.FindLiveCallAsync("alrt-1/a1", CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(401, "")]
    [InlineData(200, "garbage")]
    [InlineData(200, "{}")]
    public async Task Find_ListCannotBeRead_SaysThatNothingIsKnown(int status, string body)
    {
        await using var server = await CannedServer.StartAsync(status, body);
        await using var host = new TelnyxHost(server.BaseUrl);

        await Should.ThrowAsync<TelephonyUnavailableException>(() => host.Telephony.FindLiveCallAsync("alrt-1/a1", CancellationToken.None));
    }

    [Fact]
    public async Task Find_SecondPageFails_SaysThatNothingIsKnown()
    {
        await using var server = await PagesAsync(Page("c1", ("v3:a", "x")));
        await using var host = new TelnyxHost(server.BaseUrl);

        await Should.ThrowAsync<TelephonyUnavailableException>(() => host.Telephony.FindLiveCallAsync("alrt-1/a1", CancellationToken.None));
    }

    private static Task<CannedServer> PagesAsync(params string[] pages)
    {
        var asked = 0;
        return CannedServer.StartAsync((_, context) => asked < pages.Length
            ? CannedServer.AnswerAsync(context, 200, pages[asked++])
            : CannedServer.AnswerAsync(context, 500, ""));
    }

    private static string Page(string? after, params (string Id, string? State)[] calls) => JsonSerializer.Serialize(new
    {
        data = calls.Select(call => new
        {
            call_control_id = call.Id,
            client_state = call.State is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(call.State)),
            call_duration = 5,
            record_type = "call",
        }),
        meta = new { cursors = new { after, before = "b" }, total_items = 3, next = "/v2/..." },
    });
}
