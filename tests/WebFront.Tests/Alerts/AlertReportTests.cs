using System.Text;

namespace FleetActors.Alerts;

public sealed class AlertReportTests
{
    [Fact]
    public void Read_KnownMembers_AreTakenAndTheBodyIsKeptAsWritten()
    {
        const string body = """{ "device_id":"truck-7","fleet_id":" north ","dedup_key":"truck-7/door","severity":"HIGH","category":"door","summary":"Open\nfor 5 min","phone":"+15550100009","value":1.50 }""";
        Read(body).ShouldBe(new RaiseAlert(
            "truck-7/door", "truck-7", "north", null, Severity.Critical, null, "door", "Open for 5 min", "+15550100009", body));
    }

    [Theory]
    [InlineData("""{"phone":"+15550100009","event":"fraud","amount":120.5}""")]
    [InlineData("""{"device_id":null,"severity":"","summary":"  ","x":{"device_id":7,"deep":[1,{"severity":2}]}}""")]
    [InlineData("""{"device_id":"a","device_id":null,"x":1}""")]
    public void Read_NothingKnownOrBlank_LeavesItAbsent(string body)
    {
        var report = Read(body);
        report.DeviceId.ShouldBeNull();
        report.Severity.ShouldBe(Severity.Unknown);
        report.SeverityText.ShouldBeNull();
        report.Summary.ShouldBeNull();
        report.SensorJson.ShouldBe(body);
    }

    [Fact]
    public void Read_MemberWrittenTwice_TakesTheLast() => Read("""{"device_id":"a","device_id":"b"}""").DeviceId.ShouldBe("b");

    [Fact]
    public void Read_EscapedMemberName_IsKnown() => Read("""{"devi\u0063e_id":"a"}""").DeviceId.ShouldBe("a");

    [Fact]
    public void Read_UnicodeAndByteOrderMark_AreKept()
    {
        var report = Read("\uFEFF{\"device_id\":\"Kühlwagen-❄\",\"summary\":\"\\ud83d\\ude9a\"}");
        report.DeviceId.ShouldBe("Kühlwagen-❄");
        report.Summary.ShouldBe("🚚");
        report.SensorJson.ShouldStartWith("{");
    }

    [Theory]
    [InlineData("", 400, "No sensor data")]
    [InlineData(" \n", 400, "No sensor data")]
    [InlineData("{}", 400, "No sensor data")]
    [InlineData(" { } ", 400, "No sensor data")]
    [InlineData("[]", 400, "No sensor data")]
    [InlineData("null", 400, "No sensor data")]
    [InlineData("\"\"", 400, "No sensor data")]
    [InlineData("0", 400, "No sensor data")]
    [InlineData("false", 400, "No sensor data")]
    [InlineData("{", 400, "invalid JSON")]
    [InlineData("{} x", 400, "invalid JSON")]
    [InlineData("{\"a\":1,}", 400, "invalid JSON")]
    [InlineData("{'a':1}", 400, "invalid JSON")]
    [InlineData("{\"device_id\":7", 400, "invalid JSON")]
    [InlineData("a=1&b=2", 400, "invalid JSON")]
    [InlineData("{\"a\":\"\\ud800\"}", 400, "invalid JSON")]
    [InlineData("{\"\\udc00\":1}", 400, "invalid JSON")]
    [InlineData("{\"a\":[{\"b\":\"\\ud800x\"}]}", 400, "invalid JSON")]
    [InlineData("{\"summary\":\"\\ud800\"}", 400, "invalid JSON")]
    [InlineData("[1]", 422, "body must be a JSON object")]
    [InlineData("[[],1]", 422, "body must be a JSON object")]
    [InlineData("\"hot\"", 422, "body must be a JSON object")]
    [InlineData("true", 422, "body must be a JSON object")]
    [InlineData("12", 422, "body must be a JSON object")]
    [InlineData("{\"device_id\":7}", 422, "device_id must be a text")]
    [InlineData("{\"fleet_id\":true}", 422, "fleet_id must be a text")]
    [InlineData("{\"dedup_key\":[\"a\"]}", 422, "dedup_key must be a text")]
    [InlineData("{\"severity\":3,\"x\":1}", 422, "severity must be a text")]
    [InlineData("{\"category\":{\"a\":{}},\"x\":1}", 422, "category must be a text")]
    [InlineData("{\"summary\":1e9}", 422, "summary must be a text")]
    [InlineData("{\"phone\":15550100009}", 422, "phone must be a text")]
    [InlineData("{\"device_id\":\"a\\u0000b\"}", 422, "device_id must not hold control characters")]
    [InlineData("{\"dedup_key\":\"a\\nb\"}", 422, "dedup_key must not hold control characters")]
    public void Read_BadBody_SaysWhatIsWrong(string body, int status, string error)
    {
        var (report, problem) = AlertReport.Read(Encoding.UTF8.GetBytes(body));
        report.ShouldBeNull();
        problem!.StatusCode.ShouldBe(status);
        problem.ProblemDetails.Extensions["error"].ShouldBe(error);
    }

    [Theory]
    [InlineData("device_id", 128)]
    [InlineData("fleet_id", 128)]
    [InlineData("dedup_key", 200)]
    [InlineData("category", 64)]
    [InlineData("summary", 1000)]
    [InlineData("phone", 40)]
    public void Read_MemberAtAndOverItsLength_IsTakenAndRefused(string name, int length)
    {
        Read($$"""{"{{name}}":"{{new string('x', length)}}"}""").ShouldNotBeNull();
        AlertReport.Read(Encoding.UTF8.GetBytes($$"""{"{{name}}":"{{new string('x', length + 1)}}"}""")).Problem!.StatusCode.ShouldBe(422);
    }

    [Fact]
    public void Read_BytesThatAreNotUtf8_IsBroken() =>
        AlertReport.Read([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']).Problem!.StatusCode.ShouldBe(400);

    [Fact]
    public void Read_TooDeep_IsBroken()
    {
        var body = "{\"a\":" + new string('[', 40) + new string(']', 40) + "}";
        AlertReport.Read(Encoding.UTF8.GetBytes(body)).Problem!.StatusCode.ShouldBe(400);
    }

    [Fact]
    public void Read_AnyBytes_NeverThrows()
    {
        var random = new Random(20260105);
        var seed = Encoding.UTF8.GetBytes("""{"device_id":"truck-7","severity":"high","nested":{"a":[1,2,{"b":"\u0041"}],"c":null},"phone":"+1555"}""");
        for (var round = 0; round < 20_000; round++)
        {
            var body = (byte[])seed.Clone();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            var (report, problem) = AlertReport.Read(body.AsSpan(0, random.Next(body.Length + 1)));
            (report is null).ShouldBe(problem is not null);
        }
    }

    private static RaiseAlert Read(string body)
    {
        var (report, problem) = AlertReport.Read(Encoding.UTF8.GetBytes(body));
        problem.ShouldBeNull();
        return report!;
    }
}
