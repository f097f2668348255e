using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FleetActors.Webhooks;

public sealed class TelnyxEventTests
{
    /// <summary>The example envelope of the provider's escalation sample.</summary>
    internal const string SeedExample = """
        {
          "data": {
            "event_type": "call.initiated",
            "id": "0ccc7b54-4df3-4bca-a65a-3da1ecc777f0",
            "occurred_at": "2026-03-15T10:30:00.123456Z",
            "payload": {
              "call_control_id": "v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg",
              "connection_id": "1494404757140276705",
              "call_leg_id": "428c31b6-7af4-4bcb-b7f5-5013ef9657c1",
              "call_session_id": "428c31b6-abf3-3bc1-b7f4-5013ef9657c1",
              "client_state": null,
              "from": "+12025550133",
              "to": "+12025550131",
              "direction": "incoming",
              "state": "ringing"
            },
            "record_type": "event"
          },
          "meta": { "attempt": 1, "delivered_to": "https://example.com/webhooks/voice" }
        }
        """;

    [Fact]
    public void Parse_SeedExample_ReadsEveryMember()
    {
        var read = Parse(SeedExample);
        read.Type.ShouldBe("call.initiated");
        read.Id.ShouldBe("0ccc7b54-4df3-4bca-a65a-3da1ecc777f0");
        read.OccurredAt.ShouldBe(DateTimeOffset.Parse("2026-03-15T10:30:00.123456Z", CultureInfo.InvariantCulture));
        read.CallControlId.ShouldBe("v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg");
        read.CallSessionId.ShouldBe("428c31b6-abf3-3bc1-b7f4-5013ef9657c1");
        read.ClientState.ShouldBeNull();
        read.From.ShouldBe("+12025550133");
        read.To.ShouldBe("+12025550131");
        read.Direction.ShouldBe("incoming");
    }

    [Fact]
    public void Parse_ClientState_IsDecoded()
    {
        var state = Convert.ToBase64String(Encoding.UTF8.GetBytes("fa1|x"));
        Parse($$$"""{"data":{"payload":{"client_state":"{{{state}}}"} } }""").ClientState.ShouldBe("fa1|x");
        Parse("""{"data":{"payload":{"client_state":"%%%"}}}""").ClientState.ShouldBeNull();
        Parse("""{"data":{"payload":{"client_state":7}}}""").ClientState.ShouldBeNull();
    }

    [Fact]
    public void Parse_ReceivedMessage_ReadsSenderAndText()
    {
        var read = Parse("""
            {"data":{"event_type":"message.received","id":"e1","payload":{"id":"m1","direction":"inbound",
             "from":{"phone_number":"+15550100002","carrier":"x"},"to":[{"phone_number":"+15550100001","status":"webhook_delivered"}],"text":"ACK 417"}}}
            """);
        read.From.ShouldBe("+15550100002");
        read.To.ShouldBe("+15550100001");
        read.Text.ShouldBe("ACK 417");
        read.MessageId.ShouldBe("m1");
    }

    [Fact]
    public void Parse_MessageReport_ReadsStatusAndFirstError()
    {
        var read = Parse("""
            {"data":{"event_type":"message.finalized","id":"e2","payload":{"id":"m1","to":[{"phone_number":"+15550100002","status":"delivery_failed"}],
             "errors":[{"code":"40300","title":"Blocked due to STOP message"},{"code":"1","title":"x"}]}}}
            """);
        read.Detail.ShouldBe("delivery_failed");
        read.Error.ShouldBe("40300 Blocked due to STOP message");
    }

    [Fact]
    public void Parse_ConferenceEvent_ReadsTheTimeInsideThePayload()
    {
        var read = Parse("""{"data":{"event_type":"conference.ended","id":"e3","payload":{"conference_id":"c1","occurred_at":"2026-03-15T10:30:00Z","reason":"all_left"}}}""");
        read.ConferenceId.ShouldBe("c1");
        read.Detail.ShouldBe("all_left");
        read.OccurredAt!.Value.Hour.ShouldBe(10);
    }

    [Fact]
    public void Parse_WithoutId_IsTheSameEventOnlyForTheSameBody()
    {
        const string body = """{"data":{"event_type":"call.hangup","payload":{"call_control_id":"c"}}}""";
        Parse(body).Id.ShouldBe(Parse(body).Id);
        Parse(body).Id.ShouldNotBe(Parse(body.Replace("\"c\"", "\"d\"", StringComparison.Ordinal)).Id);
        Parse($$$"""{"data":{"id":"{{{new string('x', 5000)}}}"} }""").Id.Length.ShouldBeLessThan(100);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":{"event_type":7,"id":[],"occurred_at":"soon","payload":"x"}}""")]
    [InlineData("""{"data":{"payload":{"from":[1],"to":{"a":1},"errors":"x","text":{}}}}""")]
    [InlineData("""{"metadata":{"event":{"event_type":"call.hangup"}}}""")]
    public void Parse_UnknownShape_HasNoType(string body)
    {
        var read = Parse(body);
        read.Type.ShouldBeEmpty();
        read.Id.ShouldNotBeEmpty();
        read.From.ShouldBeNull();
    }

    [Fact]
    public void Parse_AnyBytes_IsReadOrBroken()
    {
        var random = new Random(20260105);
        var seed = Encoding.UTF8.GetBytes(SeedExample);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var body = (byte[])seed.Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            try
            {
                TelnyxEvent.Parse(body).Id.ShouldNotBeEmpty();
                read++;
            }
            catch (JsonException)
            {
                // What the caller answers with 400; any other exception fails the test.
            }
        }

        read.ShouldBeGreaterThan(0);
    }

    private static TelnyxEvent Parse(string body) => TelnyxEvent.Parse(Encoding.UTF8.GetBytes(body));
}
