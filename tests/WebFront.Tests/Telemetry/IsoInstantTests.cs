using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FleetActors.Telemetry;

public class IsoInstantTests
{
    [Theory]
    [InlineData("1970-01-01T00:00Z", 0)]
    [InlineData("1970-01-01T00:00:00.001Z", 1)]
    [InlineData("2026-01-05T08:00:00Z", 1767600000000)]
    [InlineData("2026-01-05T08:00:00", 1767600000000)]
    [InlineData("2026-01-05 08:00:00z", 1767600000000)]
    [InlineData("2026-01-05T10:00:00+02:00", 1767600000000)]
    [InlineData("2026-01-05T02:30:00-0530", 1767600000000)]
    [InlineData("2026-01-05T08:00:00.5Z", 1767600000500)]
    [InlineData("2026-01-05T08:00:00,123456789Z", 1767600000123)]
    [InlineData("2024-02-29T00:00:00Z", 1709164800000)]
    public void TryParse_Instant_HasItsMilliseconds(string text, long expected)
    {
        IsoInstant.TryParse(Encoding.UTF8.GetBytes(text), out var unixMs).ShouldBeTrue();
        unixMs.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-05")]
    [InlineData("2026-01-05T08")]
    [InlineData("2026-01-05T08:00:00Zx")]
    [InlineData("2026-01-05T08:00:00.Z")]
    [InlineData("2026-01-05T08:00:00.1234567890Z")]
    [InlineData("2026-01-05T08:00:60Z")]
    [InlineData("2026-01-05T24:00:00Z")]
    [InlineData("2026-02-29T08:00:00Z")]
    [InlineData("2026-00-05T08:00:00Z")]
    [InlineData("2026-01-00T08:00:00Z")]
    [InlineData("0000-01-05T08:00:00Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("1970-01-01T00:30:00+01:00")]
    [InlineData("2026-1-5T08:00:00Z")]
    [InlineData("2026-01-05T08:00:00+2")]
    [InlineData("2026-01-05T08:00:00+02")]
    [InlineData("2026-01-05T08:00:00+02:60")]
    [InlineData("2026-01-05X08:00:00Z")]
    [InlineData("+026-01-05T08:00:00Z")]
    public void TryParse_AnythingElse_IsRefused(string text) => IsoInstant.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void TryParse_WhatTheFrameworkWrites_IsTheSameInstant() => Prop.ForAll(
        ArbMap.Default.ArbFor<long>(), Gen.Choose(-14 * 60, 14 * 60).ToArbitrary(), (any, offset) =>
        {
            var unixMs = Math.Abs(any % 253_402_000_000_000) + 86_400_000;
            var instant = DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToOffset(TimeSpan.FromMinutes(offset));
            IsoInstant.TryParse(Encoding.UTF8.GetBytes(instant.ToString("O", System.Globalization.CultureInfo.InvariantCulture)), out var read).ShouldBeTrue();
            read.ShouldBe(unixMs);
        }).QuickCheckThrowOnFailure();
}
