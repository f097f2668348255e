using FleetActors.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FleetActors.OnCall;

public sealed class OnCallOptionsTests
{
    [Fact]
    public void Options_NothingSet_HaveNoNumbers()
    {
        var options = Options([]);

        options.OnCallNumber.ShouldBeNull();
        options.DispatcherNumber.ShouldBeNull();
    }

    [Fact]
    public void Options_SettingsOfTheSeed_AreRead()
    {
        var options = Options(new() { ["ONCALL_NUMBER"] = " +15550100001 ", ["DISPATCHER_NUMBER"] = "+15550100002" });

        options.OnCallNumber.ShouldBe("+15550100001");
        options.DispatcherNumber.ShouldBe("+15550100002");
    }

    [Fact]
    public void Options_BlankSetting_CountsAsLeftOut() => Options(new() { ["ONCALL_NUMBER"] = " " }).OnCallNumber.ShouldBeNull();

    [Theory]
    [InlineData("15550100001")]
    [InlineData("+0555010000")]
    [InlineData("+1 555 010 0001")]
    [InlineData("+1555010")]
    [InlineData("+1234567890123456")]
    [InlineData("+1555010000a")]
    [InlineData("+\u0661\u0665\u0665\u0665\u0660\u0661\u0660\u0660")]
    public void Options_NoE164Number_AreRefusedNamingTheSetting(string number)
    {
        var failure = Should.Throw<OptionsValidationException>(() => Options(new() { ["ONCALL_NUMBER"] = number }));

        failure.Message.ShouldStartWith("ONCALL_NUMBER must be an E.164 number");
    }

    [Fact]
    public void Options_BothWrong_AreToldTogether()
    {
        var failure = Should.Throw<OptionsValidationException>(() => Options(new() { ["ONCALL_NUMBER"] = "x", ["DISPATCHER_NUMBER"] = "y" }));

        failure.Failures.Count().ShouldBe(2);
    }

    [Fact]
    public void BuiltInContacts_FromSettings_AreNamed()
    {
        var contacts = new BuiltInContacts(Microsoft.Extensions.Options.Options.Create(new OnCallOptions { OnCallNumber = "+15550100001" }));

        var onCall = contacts.Find("on-call").ShouldNotBeNull();
        onCall.Name.ShouldBe("On-call engineer");
        onCall.Numbers.ShouldBe(["+15550100001"]);
        contacts.Find("dispatcher").ShouldBeNull("it has no number");
        contacts.Find("ada").ShouldBeNull();
    }

    private static OnCallOptions Options(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton(new GrainClock(TimeProvider.System));
        services.AddOnCall().AddOnCall();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<OnCallOptions>>().Value;
    }
}
