using System.Globalization;
using System.Text;
using System.Text.Json;
using FleetActors.Devices;
using FsCheck;
using FsCheck.Fluent;

namespace FleetActors.Telemetry;

public class TelemetryParserProperties
{
    private const string IdLetters = "ABCXYZabcxyz0123456789._:@-";

    private static readonly Gen<string> Id =
        from first in Gen.Elements("AZaz09".ToCharArray())
        from rest in Gen.Elements(IdLetters.ToCharArray()).ArrayOf(6)
        select first + new string(rest);

    private static readonly Gen<MetricValue> Value = Gen.OneOf(
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => MetricValue.Of(number.Get)),
        ArbMap.Default.GeneratorFor<bool>().Select(MetricValue.Of),
        ArbMap.Default.GeneratorFor<string>()
            .Where(text => text is not null && text.Length <= MetricValue.MaxTextLength && IsSound(text) && !text.Contains('n', StringComparison.OrdinalIgnoreCase))
            .Select(MetricValue.Of));

    private static readonly Gen<Sample> Item =
        from device in Id
        from fleet in Gen.OneOf(Id.Select(id => (string?)id), Gen.Constant((string?)null))
        from at in Gen.OneOf(Gen.Choose(0, int.MaxValue).Select(seconds => (long?)(seconds * 1000L) + (seconds % 1000)), Gen.Constant((long?)null))
        from metrics in Id.ArrayOf(3)
        from values in Value.ArrayOf(3)
        from count in Gen.Choose(1, 3)
        from shape in Gen.Choose(0, 2)
        select new Sample(device, fleet, at, [.. metrics.Zip(values).Take(shape == 0 ? 1 : count)], shape == 0);

    private static readonly Arbitrary<Sample[]> Items = Gen.Choose(1, Parsed.MaxItems).SelectMany(count => Item.ArrayOf(count)).ToArbitrary();

    [Fact]
    public void Parse_WhatWasWritten_IsReadBack() => Prop.ForAll(Items, items =>
    {
        var expected = items.Select((item, i) => item.Expected(i)).ToList();
        foreach (var parsed in new[]
        {
            Parsed.From($"[{string.Join(",\n", items.Select(item => item.Json()))}]"),
            Parsed.From(string.Join('\n', items.Select(item => item.Json())), lines: true),
            Parsed.From(string.Join("\r\n", items.Select(item => item.Json())) + "\n"),
        })
        {
            parsed.Fault.ShouldBe(TelemetryFault.None);
            parsed.Rejected.ShouldBeEmpty();
            parsed.Items.ShouldBe(expected);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Parse_AnyBytes_NeverThrows() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<bool>(), (bytes, lines) =>
    {
        Parsed.From(bytes, lines);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Parse_GoodBodyWithBytesChanged_NeverThrows() => Prop.ForAll(
        Items, ArbMap.Default.ArbFor<(ushort At, byte Value)[]>(), ArbMap.Default.ArbFor<bool>(), (items, changes, lines) =>
        {
            var bytes = Encoding.UTF8.GetBytes($"[{string.Join(",", items.Select(item => item.Json()))}]");
            foreach (var (at, value) in changes)
            {
                // Bytes that mean something to JSON, so that the parser gets far before it stumbles.
                bytes[at % bytes.Length] = value < 160 ? (byte)"{}[]\":,\\\n u0"[value % 12] : value;
            }

            Parsed.From(bytes, lines);
            Parsed.From(bytes.AsSpan(0, changes.Length % bytes.Length), lines);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static bool IsSound(string text)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    public sealed record Sample(string Device, string? Fleet, long? AtMs, (string Metric, MetricValue Value)[] Values, bool IsPair)
    {
        public string Expected(int index)
        {
            var readings = Values.Select(value => Parsed.Text(new Reading(value.Metric, value.Value, AtMs ?? Reading.ServerTime, index)));
            return $"{index.ToString(CultureInfo.InvariantCulture)} {Device}{(Fleet is null ? "" : "@" + Fleet)} {string.Join(' ', readings)}";
        }

        public string Json()
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                if (IsPair)
                {
                    json.WriteString("metric", Values[0].Metric);
                    Write(json, "value", Values[0].Value);
                }
                else
                {
                    json.WriteStartObject("values");
                    foreach (var (metric, value) in Values)
                    {
                        Write(json, metric, value);
                    }

                    json.WriteEndObject();
                }

                json.WriteString("device_id", Device);
                if (Fleet is not null)
                {
                    json.WriteString("fleet_id", Fleet);
                }

                if (AtMs is { } atMs)
                {
                    json.WriteString("ts", DateTimeOffset.FromUnixTimeMilliseconds(atMs));
                }

                json.WriteEndObject();
            }

            return Encoding.UTF8.GetString(buffer.ToArray());
        }

        private static void Write(Utf8JsonWriter json, string name, MetricValue value)
        {
            json.WritePropertyName(name);
            switch (value.Kind)
            {
                case MetricKind.Number:
                    json.WriteNumberValue(value.Number);
                    break;
                case MetricKind.Flag:
                    json.WriteBooleanValue(value.Number != 0);
                    break;
                default:
                    json.WriteStringValue(value.Text);
                    break;
            }
        }
    }
}
