using System.Net.Http.Headers;
using System.Text;

namespace FleetActors.Sandbox.Tests;

public class GarbageTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private static readonly string[] Targets =
    [
        "POST /v2/calls", "POST /v2/calls/{leg}/actions/speak", "POST /v2/calls/{leg}/actions/gather", "POST /v2/calls/{leg}/actions/gather_using_speak",
        "POST /v2/calls/{leg}/actions/transfer", "POST /v2/calls/{leg}/actions/bridge", "POST /v2/calls/{leg}/actions/send_dtmf",
        "POST /v2/calls/{leg}/actions/streaming_start", "POST /v2/calls/{leg}/actions/record_start", "PUT /v2/calls/{leg}/actions/client_state_update",
        "POST /v2/conferences", "POST /v2/conferences/x/actions/join", "POST /v2/messages", "POST /v2/ai/chat/completions",
        "POST /v2/ai/openai/chat/completions", "PUT /sandbox/behaviour", "POST /sandbox/phones/+13125550001/press", "POST /sandbox/phones/+13125550001/sms",
        "POST /sandbox/phones/+13125550001/call", "POST /sandbox/phones/%00/answer", "GET /v2/calls/%F0%9F", "GET /v2/conferences?page[number]=99999999999",
        "GET /v2/conferences?page[size]=250&page[number]=2147483647", "GET /v2/connections/%20/active_calls?page[after]=AAAA",
        "GET /sandbox/log?after=9223372036854775807", "GET /sandbox/phones?since=9223372036854775807", "DELETE /v2/calls", "POST /sandbox/log",
    ];

    private static readonly string[] Names =
    [
        "to", "from", "connection_id", "client_state", "command_id", "payload", "voice", "payload_type", "language", "loop", "stop", "timeout_secs",
        "answering_machine_detection", "answering_machine_detection_config", "webhook_url", "webhook_urls", "webhook_retries_policies", "link_to",
        "conference_config", "call_control_id", "name", "max_participants", "text", "media_urls", "messages", "digits", "minimum_digits", "valid_digits",
        "terminating_digit", "stream_url", "format", "channels", "call_control_ids", "faults", "numbers", "ai", "webhooks", "seed", "limits",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e308", "99999999999999999999", "1.5", "\"\"", "\" \"", "\"+13125550001\"", "\"\\u0000\"", "\"\\ud800\"", "\"x\\ud83d\\ude00\"", "[]", "[null]", "[[]]", "{}",
        "{\"a\":{\"retries_ms\":[1]}}", "{\"call.hangup\":{\"retries_ms\":[\"1\"]}}", "{\"call.hangup\":7}", "[{\"role\":\"user\",\"content\":[{\"type\":\"text\"},7,null]}]",
        "[{\"role\":\"user\",\"content\":\"{\\\"value\\\":1e400,\\\"limit\\\":0}\"}]", "[{\"role\":\"user\",\"content\":\"{{{}\"}]", "\"PUT\"", "\"text\"", "\"ssml\"", "\"male\"", "\"aGk=\"", "\"1\"",
    ];

    [Fact]
    public async Task Requests_OfGarbage_AreNeverAServerError()
    {
        var host = shared.Host;
        var leg = await host.AnsweredAsync();
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        var random = new Random(20260105);

        foreach (var target in Targets.SelectMany(target => Enumerable.Repeat(target, 25)))
        {
            var (method, path) = (target.Split(' ')[0], target.Split(' ', 2)[1].Replace("{leg}", leg, StringComparison.Ordinal));
            var body = Body(random);
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox");
            request.Content = method == "GET" ? null : new ByteArrayContent(body);

            using var response = await http.SendAsync(request);

            // Behaviours that got through may ask for errors; they are not under test here.
            host.Sandbox.Behaviour = SandboxBehaviour.None;
            ((int)response.StatusCode).ShouldBeLessThan(500, $"{method} {path} {Encoding.UTF8.GetString(body)}");
        }
    }

    private static byte[] Body(Random random) => random.Next(8) switch
    {
        0 => [],
        1 => [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (byte)random.Next(256))],
        2 => Encoding.ASCII.GetBytes(new string('[', random.Next(1, 200))),
        3 => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", random.Next(1, 200)))),
        _ => Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, random.Next(1, 12))
            .Select(_ => $"\"{Names[random.Next(Names.Length)]}\":{Values[random.Next(Values.Length)]}")) + "}"),
    };
}
