using System.Globalization;

namespace FleetActors.Telemetry;

public class TelemetryParserTests
{
    private const string One = """{"device_id":"truck-7","metric":"t","value":1}""";

    [Theory]
    [InlineData(One, "0 truck-7 t=1")]
    [InlineData("""{"value":-2.5e1,"metric":"t","device_id":"truck-7"}""", "0 truck-7 t=-25")]
    [InlineData("""{"device_id":"truck-7","fleet_id":"cold","metric":"door","value":true}""", "0 truck-7@cold door=true")]
    [InlineData("""{"device_id":"truck-7","metric":"state","value":"open"}""", "0 truck-7 state=\"open\"")]
    [InlineData("""{"device_id":"truck-7","values":{"t":1,"u":false,"v":"x"}}""", "0 truck-7 t=1 u=false v=\"x\"")]
    [InlineData("""{"device_id":"truck-7","values":{"t":1,"u":null}}""", "0 truck-7 t=1")]
    [InlineData("""{"device_id":"truck-7","values":{"t":1},"lat":52.5,"lon":-180}""", "0 truck-7 t=1 lat=52.5 lon=-180")]
    [InlineData("""{"device_id":"truck-7","lat":-90,"lon":13.4,"ts":1}""", "0 truck-7 lat=-90!1000 lon=13.4!1000")]
    [InlineData("""{"device_id":"truck-7","metric":"t","value":1,"ts":"2026-01-05T08:00:00Z"}""", "0 truck-7 t=1!1767600000000")]
    [InlineData("""{"device_id":"truck-7","metric":"t","value":1,"ts":1767600000}""", "0 truck-7 t=1!1767600000000")]
    [InlineData("""{"device_id":"truck-7","metric":"t","value":1,"ts":1767600000.25}""", "0 truck-7 t=1!1767600000250")]
    [InlineData("""{"device_id":"truck-7","metric":"t","value":1,"ts":1767600000123}""", "0 truck-7 t=1!1767600000123")]
    [InlineData("""{"device_id":"truck-7","metric":"t","value":1,"ts":null,"fleet_id":null,"lat":null,"lon":null}""", "0 truck-7 t=1")]
    [InlineData("""{"device_id":"truck-7","metric":"t","value":1,"unit":"C","more":{"a":[1,{}]}}""", "0 truck-7 t=1")]
    [InlineData("""{"device\u005fid":"tr\u0075ck-7","m\u0065tric":"\u0074","value":1}""", "0 truck-7 t=1")]
    [InlineData("  \r\n\t" + One + "\n\n", "0 truck-7 t=1")]
    [InlineData("{\n  \"device_id\": \"truck-7\",\n  \"values\":\n  {\n    \"t\": 1\n  }\n}", "0 truck-7 t=1")]
    [InlineData("""{"device_id":"truck-7","metric":"Oil temp/left","value":1}""", "0 truck-7 Oil temp/left=1")]
    public void Parse_GoodItem_ReadsIt(string body, string expected)
    {
        var parsed = Parsed.From(body);
        parsed.Fault.ShouldBe(TelemetryFault.None);
        parsed.Rejected.ShouldBeEmpty();
        parsed.Items.ShouldBe([expected]);
    }

    [Theory]
    [InlineData("""{}""", "device_id is missing")]
    [InlineData("""{"metric":"t","value":1}""", "device_id is missing")]
    [InlineData("""{"device_id":null,"metric":"t","value":1}""", "device_id must be")]
    [InlineData("""{"device_id":7,"metric":"t","value":1}""", "device_id must be")]
    [InlineData("""{"device_id":{"a":1},"metric":"t","value":1}""", "device_id must be")]
    [InlineData("""{"device_id":"","metric":"t","value":1}""", "device_id must be")]
    [InlineData("""{"device_id":"a/b","metric":"t","value":1}""", "device_id must be")]
    [InlineData("""{"device_id":"..","metric":"t","value":1}""", "device_id must be")]
    [InlineData("""{"device_id":"ärger","metric":"t","value":1}""", "device_id must be")]
    [InlineData("""{"device_id":"a\u0000","metric":"t","value":1}""", "device_id must be")]
    [InlineData("""{"device_id":"d","fleet_id":"a b","metric":"t","value":1}""", "fleet_id must be")]
    [InlineData("""{"device_id":"d","fleet_id":1,"metric":"t","value":1}""", "fleet_id must be")]
    [InlineData("""{"device_id":"d"}""", "metric is missing")]
    [InlineData("""{"device_id":"d","value":1}""", "metric is missing")]
    [InlineData("""{"device_id":"d","metric":"t"}""", "value is missing")]
    [InlineData("""{"device_id":"d","metric":"","value":1}""", "metric must be")]
    [InlineData("""{"device_id":"d","metric":null,"value":1}""", "metric must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":null}""", "value must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":[1]}""", "value must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":{"value":2}}""", "value must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":1e999}""", "value must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":-1e999}""", "value must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":"NaN"}""", "value must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":"-Infinity"}""", "value must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":1,"values":{"t":1}}""", "values and metric exclude each other")]
    [InlineData("""{"device_id":"d","values":{}}""", "values has no value")]
    [InlineData("""{"device_id":"d","values":{"t":null}}""", "values has no value")]
    [InlineData("""{"device_id":"d","values":[1]}""", "values must be an object")]
    [InlineData("""{"device_id":"d","values":{"t":{"value":1}}}""", "values.t must be")]
    [InlineData("""{"device_id":"d","values":{"":1}}""", "values: a name must be")]
    [InlineData("""{"device_id":"d","values":{"t":1},"lat":1}""", "lon is missing")]
    [InlineData("""{"device_id":"d","values":{"t":1},"lon":1}""", "lat is missing")]
    [InlineData("""{"device_id":"d","values":{"t":1},"lat":90.1,"lon":1}""", "lat must be")]
    [InlineData("""{"device_id":"d","values":{"t":1},"lat":1,"lon":"1"}""", "lon must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":1,"ts":"yesterday"}""", "ts must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":1,"ts":-1}""", "ts must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":1,"ts":1e300}""", "ts must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":1,"ts":1e999}""", "ts must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":1,"ts":true}""", "ts must be")]
    [InlineData("""{"device_id":"d","metric":"t","value":1,"ts":[]}""", "ts must be")]
    public void Parse_WrongItem_IsRejectedByItsMember(string body, string error)
    {
        foreach (var (whole, lines) in new[] { (body, false), ($"[{body}]", false), (body, true) })
        {
            var parsed = Parsed.From(whole, lines);
            parsed.Fault.ShouldBe(TelemetryFault.None, whole);
            parsed.Items.ShouldBeEmpty(whole);
            parsed.Rejected.Count.ShouldBe(1, whole);
            parsed.Rejected[0].ShouldStartWith($"0 {error}");
        }
    }

    [Fact]
    public void Parse_NamesAndTextsAtTheirLongest_AreTaken()
    {
        var body = $$"""{"device_id":"{{new string('d', 128)}}","metric":"{{new string('m', 64)}}","value":"{{new string('v', 256)}}"}""";
        Parsed.From(body).Items.Count.ShouldBe(1);
        Parsed.From(body.Replace("d\"", "dd\"", StringComparison.Ordinal)).Rejected[0].ShouldStartWith("0 device_id");
        Parsed.From(body.Replace("m\"", "mm\"", StringComparison.Ordinal)).Rejected[0].ShouldStartWith("0 metric");
        Parsed.From(body.Replace("v\"", "vv\"", StringComparison.Ordinal)).Rejected[0].ShouldStartWith("0 value");
    }

    [Fact]
    public void Parse_ManyValues_AreTakenUpToTheLimit()
    {
        static string Body(int count)
        {
            var values = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"m{i}\":{i}"));
            return "{\"device_id\":\"d\",\"values\":{" + string.Join(',', values) + "}}";
        }

        Parsed.From(Body(64)).Items.Count.ShouldBe(1);
        Parsed.From(Body(65)).Rejected.ShouldBe(["0 values: an item may have at most 64"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("{]")]
    [InlineData("[" + One)]
    [InlineData("[" + One + ",]")]
    [InlineData("[" + One + "] x")]
    [InlineData(One + One)]
    [InlineData(One + " garbage")]
    [InlineData("""{"device_id":"truck-7","metric":"t","value":NaN}""")]
    [InlineData("""{"device_id":"truck-7","metric":"t","value":01}""")]
    [InlineData("""{"device_id":"truck-7","metric":"t","value":1,}""")]
    [InlineData("""{'device_id':'truck-7'}""")]
    [InlineData("""{"device_id":"truck-7","metric":"t","value":"\ud800"}""")]
    [InlineData("""{"\ud800":"truck-7","metric":"t","value":1}""")]
    [InlineData("""{"device_id":"truck-7","metric":"\udc00","value":1}""")]
    [InlineData("""{"device_id":"truck-7","x":[[[[[[[[1]]]]]]]],"metric":"t","value":1}""")]
    [InlineData("// a comment\n" + One)]
    [InlineData("nul")]
    [InlineData("hello")]
    public void Parse_BrokenJson_IsBrokenAsAWhole(string body) => Parsed.From(body).Fault.ShouldBe(TelemetryFault.Broken);

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    public void Parse_AnotherValue_HasNoReadings(string body) => Parsed.From(body).Fault.ShouldBe(TelemetryFault.NoReadings);

    [Theory]
    [InlineData("", false)]
    [InlineData(" \r\n\t ", false)]
    [InlineData("\uFEFF", false)]
    [InlineData("[]", false)]
    [InlineData("[ ]\n", false)]
    [InlineData("", true)]
    [InlineData("\n\n \n", true)]
    public void Parse_NothingInIt_IsEmpty(string body, bool lines) => Parsed.From(body, lines).Fault.ShouldBe(TelemetryFault.Empty);

    [Fact]
    public void Parse_ByteOrderMark_IsPassedOver() => Parsed.From("\uFEFF" + One).Items.ShouldBe(["0 truck-7 t=1"]);

    [Fact]
    public void Parse_ArrayWithWrongElements_KeepsTheIndexes()
    {
        var parsed = Parsed.From($$"""[{{One}}, 5, {"device_id":"d"}, [{{One}}], {{One}}, null]""");
        parsed.Items.ShouldBe(["0 truck-7 t=1", "4 truck-7 t=1"]);
        parsed.Rejected.ShouldBe(["1 must be an object", "2 metric is missing", "3 must be an object", "5 must be an object"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parse_LinesWithABrokenOne_RejectsThatLineOnly(bool declared)
    {
        var parsed = Parsed.From($"{One}\n{{\"device_id\":\"d\",\"metric\":\"t\",\"value\":\n\r\n{One}\r\n  {One} x\n{{\"device_id\":\"d\"}}\n5\n{One}", declared);
        parsed.Fault.ShouldBe(TelemetryFault.None);
        parsed.Items.ShouldBe(["0 truck-7 t=1", "2 truck-7 t=1", "6 truck-7 t=1"]);
        parsed.Rejected.ShouldBe(["1 the line is not JSON", "3 the line is not JSON", "4 metric is missing", "5 must be an object"]);
    }

    [Fact]
    public void Parse_FirstOfUndeclaredLinesBroken_IsStillLines() =>
        Parsed.From($"{{\"device_id\":\n{One}").ShouldSatisfyAllConditions(
            // What stands before a break and ends in a colon asks for a value: that is one document.
            parsed => parsed.Fault.ShouldBe(TelemetryFault.Broken),
            _ => Parsed.From($"{{\"device_id\"\n{One}").Rejected.ShouldBe(["0 the line is not JSON"]));

    [Fact]
    public void Parse_MoreItemsThanAllowed_IsTooMany()
    {
        static IEnumerable<string> Items(int count) => Enumerable.Repeat(One, count);

        Parsed.From($"[{string.Join(',', Items(Parsed.MaxItems))}]").Items.Count.ShouldBe(Parsed.MaxItems);
        Parsed.From($"[{string.Join(',', Items(Parsed.MaxItems + 1))}]").Fault.ShouldBe(TelemetryFault.TooMany);
        Parsed.From(string.Join('\n', Items(Parsed.MaxItems)), lines: true).Items.Count.ShouldBe(Parsed.MaxItems);
        Parsed.From(string.Join('\n', Items(Parsed.MaxItems + 1)), lines: true).Fault.ShouldBe(TelemetryFault.TooMany);
    }

    [Fact]
    public void Parse_NotUtf8_NeverBecomesAName()
    {
        Parsed.From([.. "{\"device_id\":\""u8, 0xC3, 0x28, .. "\",\"metric\":\"t\",\"value\":1}"u8]).Rejected[0].ShouldStartWith("0 device_id");
        Parsed.From([.. "{\"device_id\":\"d\",\"metric\":\"t\",\"value\":\""u8, 0xFF, .. "\"}"u8]).Fault.ShouldBe(TelemetryFault.Broken);
    }
}
