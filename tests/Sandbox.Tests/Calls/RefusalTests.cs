using System.Text.Json;

namespace FleetActors.Sandbox.Tests;

/// <summary>The table of errors: each row a request, the state of the leg, and the refusal.</summary>
public class RefusalTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private readonly SandboxHost _host = shared.Host;

    private const string Leg = "{leg}";

    [Theory]
    // Keys and bodies
    [InlineData("POST", "/calls", "{", 400, "10015", null)]
    [InlineData("POST", "/calls", "[]", 400, "10015", null)]
    [InlineData("POST", "/calls", "{\"to\":\"\\ud800\"}", 400, "10015", null)]
    [InlineData("GET", "/nothing", null, 404, "10005", null)]
    [InlineData("PATCH", "/calls", "{}", 404, "10005", null)]
    // Dial
    [InlineData("POST", "/calls", "{}", 422, "10004", "/connection_id /to /from")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\"}", 422, "10004", "/to")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":null}", 422, "10004", "/to")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"555-0001\"}", 422, "10016", "/to")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+03125550001\"}", 422, "10016", "/to")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":7}", 422, "10016", "/to")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"office\",\"to\":\"+13125550001\"}", 422, "10016", "/from")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":[\"+13125550001\",\"+13125550002\"]}", 422, "10015", "/to")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"no such!\",\"from\":\"+13125559999\",\"to\":\"+13125550001\"}", 422, "10015", "/connection_id")]
    [InlineData("POST", "/calls", "{\"connection_id\":1,\"from\":\"+13125559999\",\"to\":\"+13125550001\"}", 422, "10026", "/connection_id")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"timeout_secs\":4}", 422, "10033", "/timeout_secs")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"timeout_secs\":601}", 422, "10033", "/timeout_secs")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"timeout_secs\":\"30\"}", 422, "10026", "/timeout_secs")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"answering_machine_detection\":\"yes\"}", 422, "10032", "/answering_machine_detection")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"client_state\":\"not base64\"}", 422, "90017", "/client_state")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"webhook_url\":\"front\"}", 422, "10003", "/webhook_url")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"webhook_urls\":{\"call.exploded\":\"http://a.test\"}}", 422, "90057", "/webhook_urls")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"webhook_retries_policies\":{\"call.hangup\":{\"retries_ms\":[60001]}}}", 422, "10015", "/webhook_retries_policies")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"bridge_on_answer\":true}", 422, "10004", "/link_to")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"link_to\":\"v3:none\"}", 422, "90015", "/link_to")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"stream_url\":\"http://a.test\"}", 422, "10003", "/stream_url")]
    [InlineData("POST", "/calls", "{\"connection_id\":\"1\",\"from\":\"+13125559999\",\"to\":\"+13125550001\",\"conference_config\":{}}", 422, "10004", "/conference_config/conference_name")]
    // Unknown things
    [InlineData("POST", "/calls/v3:none/actions/speak", "{}", 422, "90015", null)]
    [InlineData("POST", "/calls/v3:none/actions/sing", "{}", 404, "10005", null)]
    [InlineData("GET", "/calls/v3:none", null, 404, "10005", null)]
    [InlineData("GET", "/connections/1/active_calls?page[limit]=0", null, 422, "10033", "/page[limit]")]
    [InlineData("GET", "/connections/1/active_calls?page[after]=xyz", null, 422, "10015", "/page[after]")]
    [InlineData("GET", "/conferences/none", null, 404, "90058", null)]
    [InlineData("GET", "/conferences/none/participants", null, 404, "90058", null)]
    [InlineData("GET", "/conferences?filter[status]=over", null, 422, "10032", "/filter[status]")]
    [InlineData("POST", "/conferences/none/actions/join", "{}", 404, "90058", null)]
    [InlineData("POST", "/conferences/none/actions/dance", "{}", 404, "10005", null)]
    [InlineData("GET", "/messages/none", null, 404, "40303", null)]
    // Messages
    [InlineData("POST", "/messages", "{}", 422, "10004", "/to /from /text")]
    [InlineData("POST", "/messages", "{\"to\":\"13125550001\",\"from\":\"+13125559999\",\"text\":\"x\"}", 422, "40310", "/to")]
    [InlineData("POST", "/messages", "{\"to\":\"+13125550001\",\"from\":\"!!!\",\"text\":\"x\"}", 422, "40305", "/from")]
    [InlineData("POST", "/messages", "{\"to\":\"+13125550001\",\"from\":\"+13125559999\"}", 422, "40316", "/text")]
    public async Task Request_Wrong_IsRefusedWithItsCode(string method, string path, string? body, int status, string code, string? pointers)
    {
        var before = (await _host.WebhooksAsync()).Count;

        var answer = await _host.ApiAsync(path, body, method);

        (answer.Status, answer.Code).ShouldBe((status, code), answer.Body);
        if (pointers is not null)
        {
            string.Join(' ', answer.Pointers).ShouldBe(pointers);
        }

        (await _host.WebhooksAsync()).Count.ShouldBe(before);
    }

    [Theory]
    // Of a leg that still rings
    [InlineData("ringing", "speak", "{\"payload\":\"hello\",\"voice\":\"female\"}", "90034")]
    [InlineData("ringing", "gather_using_speak", "{\"payload\":\"hello\",\"voice\":\"female\"}", "90034")]
    [InlineData("ringing", "gather", "{}", "90034")]
    [InlineData("ringing", "gather_stop", "{}", "90034")]
    [InlineData("ringing", "send_dtmf", "{\"digits\":\"1\"}", "90034")]
    [InlineData("ringing", "bridge", "{\"call_control_id\":\"v3:none\"}", "90034")]
    [InlineData("ringing", "streaming_start", "{\"stream_url\":\"ws://front.test/ws\"}", "90034")]
    [InlineData("ringing", "record_start", "{\"format\":\"wav\",\"channels\":\"single\"}", "90020")]
    [InlineData("ringing", "answer", "{}", "90102")]
    [InlineData("ringing", "reject", "{\"cause\":\"USER_BUSY\"}", "90102")]
    // Of one that has ended
    [InlineData("ended", "speak", "{\"payload\":\"hello\",\"voice\":\"female\"}", "90018")]
    [InlineData("ended", "hangup", "{}", "90018")]
    [InlineData("ended", "gather_stop", "{}", "90018")]
    // Of an answered one
    [InlineData("answered", "speak", "{\"voice\":\"female\"}", "10004")]
    [InlineData("answered", "speak", "{\"payload\":\"hello\"}", "10004")]
    [InlineData("answered", "speak", "{\"payload\":\"hello\",\"voice\":\"a loud one\"}", "90012")]
    [InlineData("answered", "speak", "{\"payload\":\"hello\",\"voice\":\"female\",\"language\":\"English!\"}", "90013")]
    [InlineData("answered", "speak", "{\"payload\":\"<p/>\",\"voice\":\"female\",\"service_level\":\"basic\",\"payload_type\":\"ssml\"}", "90011")]
    [InlineData("answered", "speak", "{\"payload\":\"hello\",\"voice\":\"female\",\"service_level\":\"gold\"}", "10032")]
    [InlineData("answered", "speak", "{\"payload\":\"hello\",\"voice\":\"female\",\"loop\":101}", "90009")]
    [InlineData("answered", "speak", "{\"payload\":\"hello\",\"voice\":\"female\",\"loop\":\"often\"}", "90009")]
    [InlineData("answered", "speak", "{\"payload\":\"hello\",\"voice\":\"female\",\"client_state\":\"%%%\"}", "90017")]
    [InlineData("answered", "gather_using_speak", "{\"payload\":\"hello\",\"voice\":\"female\",\"maximum_tries\":0}", "10033")]
    [InlineData("answered", "gather_using_speak", "{\"payload\":\"hello\",\"voice\":\"female\",\"timeout_millis\":120001}", "10033")]
    [InlineData("answered", "gather_using_speak", "{\"payload\":\"hello\",\"voice\":\"female\",\"minimum_digits\":3,\"maximum_digits\":2}", "10033")]
    [InlineData("answered", "gather_using_speak", "{\"payload\":\"hello\",\"voice\":\"female\",\"valid_digits\":\"xyz\"}", "90008")]
    [InlineData("answered", "gather", "{\"terminating_digit\":\"12\"}", "90007")]
    [InlineData("answered", "send_dtmf", "{\"digits\":\"5x\"}", "90014")]
    [InlineData("answered", "send_dtmf", "{}", "10004")]
    [InlineData("answered", "bridge", "{}", "10004")]
    [InlineData("answered", "bridge", "{\"call_control_id\":\"v3:none\"}", "90015")]
    [InlineData("answered", "bridge", "{\"call_control_id\":\"{leg}\"}", "90015")]
    [InlineData("answered", "transfer", "{\"to\":\"nowhere\"}", "10016")]
    [InlineData("answered", "transfer", "{\"to\":\"+13125550002\",\"target_leg_client_state\":\"%\"}", "90017")]
    [InlineData("answered", "streaming_start", "{}", "10004")]
    [InlineData("answered", "streaming_start", "{\"stream_url\":\"ws://front.test/ws\",\"stream_track\":\"all\"}", "10032")]
    [InlineData("answered", "streaming_stop", "{}", "90048")]
    [InlineData("answered", "record_start", "{\"format\":\"ogg\",\"channels\":\"single\"}", "10032")]
    [InlineData("answered", "transcription_start", "{\"transcription_engine\":\"Ear\"}", "10032")]
    public async Task Action_InThisState_IsRefusedAndChangesNothing(string state, string action, string body, string code)
    {
        var number = _host.NewNumber();
        var leg = await _host.DialAsync(number, more: new() { ["client_state"] = "b3du" });
        if (state != "ringing")
        {
            await _host.ActAsync(number, "answer");
        }

        if (state == "ended")
        {
            (await _host.CommandAsync(leg, "hangup")).Ok();
        }

        var before = (await _host.EventTypesAsync()).Count;

        var answer = await _host.CommandAsync(leg, action, body.Replace(Leg, leg, StringComparison.Ordinal));

        (answer.Status, answer.Code).ShouldBe((422, code), answer.Body);
        (await _host.EventTypesAsync()).Count.ShouldBe(before);
        (await _host.GetApiAsync($"/calls/{leg}")).Data.GetProperty("client_state").GetString().ShouldBe("b3du");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task Request_WithoutTheRightKey_Is401(string? key)
    {
        var answer = await _host.ApiAsync("/calls", SandboxHost.DialBody(), key: key);

        (answer.Status, answer.Code).ShouldBe((401, "10009"));
    }

    [Fact]
    public async Task Request_TooLong_Is413()
    {
        var answer = await _host.ApiAsync("/messages", JsonSerializer.Serialize(new { text = new string('x', JsonBody.Longest) }));

        answer.Status.ShouldBe(413);
    }

    [Fact]
    public async Task Envelope_OfARefusal_HasCodeTitleDetailPointerAndUrl()
    {
        var error = (await _host.ApiAsync("/calls", SandboxHost.DialBody("abc"))).Json.GetProperty("errors")[0];

        error.GetProperty("code").GetString().ShouldBe("10016");
        error.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        error.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        error.GetProperty("source").GetProperty("pointer").GetString().ShouldBe("/to");
        error.GetProperty("meta").GetProperty("url").GetString()!.ShouldEndWith("10016");
    }
}
