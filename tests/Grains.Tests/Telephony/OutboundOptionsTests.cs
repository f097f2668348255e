using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FleetActors.Telephony;

public sealed class OutboundOptionsTests
{
    [Fact]
    public void Options_Defaults_AreThoseDocumented()
    {
        var options = Read();

        (options.DialsPerSecond, options.DialBurst, options.MessagesPerSecond, options.MessageBurst).ShouldBe((30, 10, 50, 10));
        (options.MaxInFlight, options.MaxQueued).ShouldBe((64, 100_000));
        (options.MaxPause, options.RepeatWindow).ShouldBe((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(50)));
    }

    [Theory]
    [InlineData("DialsPerSecond", "0")]
    [InlineData("DialsPerSecond", "NaN")]
    [InlineData("DialBurst", "0")]
    [InlineData("MessagesPerSecond", "-1")]
    [InlineData("MessagesPerSecond", "1e9")]
    [InlineData("MessageBurst", "1000000")]
    [InlineData("MaxInFlight", "0")]
    [InlineData("MaxQueued", "0")]
    [InlineData("MaxPause", "02:00:00")]
    [InlineData("RepeatWindow", "00:01:01")]
    [InlineData("RepeatWindow", "-00:00:01")]
    public void Options_OutOfRange_IsNamed(string setting, string value) =>
        Should.Throw<OptionsValidationException>(() => Read((setting, value))).Failures.ShouldHaveSingleItem().ShouldContain($"Outbound:{setting}");

    [Fact]
    public void Options_SeveralFaults_AreSaidAtOnce() =>
        Should.Throw<OptionsValidationException>(() => Read(("DialBurst", "0"), ("MaxQueued", "-1"))).Failures.Count().ShouldBe(2);

    private static OutboundOptions Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Outbound:{s.Name}", (string?)s.Value)))
            .Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddOutbound().BuildServiceProvider()
            .GetRequiredService<IOptions<OutboundOptions>>().Value;
    }
}
