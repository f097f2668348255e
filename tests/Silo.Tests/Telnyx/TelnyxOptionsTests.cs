using FleetActors.Inference;
using Microsoft.Extensions.Options;

namespace FleetActors.Telnyx;

public sealed class TelnyxOptionsTests
{
    private const string Anywhere = "https://api.telnyx.com/v2";

    [Fact]
    public async Task Options_SeedNames_AreRead()
    {
        await using var host = new TelnyxHost(Anywhere, null, ("AI_MODEL", "some/model"));

        var options = host.Service<IOptions<TelnyxOptions>>().Value;
        (options.ApiKey, options.From, options.ConnectionId).ShouldBe(("KEY-for-tests", "+15550100200", "1494404757140276705"));
        host.Service<IOptions<InferenceOptions>>().Value.Model.ShouldBe("some/model");
    }

    [Fact]
    public async Task Options_OwnNames_WinOverSeedNames()
    {
        await using var host = new TelnyxHost(
            Anywhere, null, ("Telnyx:ApiKey", "other"), ("Telnyx:From", "+491512345678"), ("AI_MODEL", "a"), ("Inference:Model", "b"));

        var options = host.Service<IOptions<TelnyxOptions>>().Value;
        (options.ApiKey, options.From).ShouldBe(("other", "+491512345678"));
        host.Service<IOptions<InferenceOptions>>().Value.Model.ShouldBe("b");
    }

    [Fact]
    public async Task Options_Defaults_AreThoseDocumented()
    {
        await using var host = new TelnyxHost(Anywhere, null, ("Telnyx:MessageWebhookUrl", ""), ("AI_MODEL", " "));

        var options = host.Service<IOptions<TelnyxOptions>>().Value;
        (options.Voice, options.VoiceLanguage, options.AnsweringMachineDetection).ShouldBe(("female", "en-US", "greeting_end"));
        (options.RequestTimeout, options.ConnectTimeout, options.MaxConnections).ShouldBe((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3), 256));
        options.MessageWebhookUrl.ShouldBeNull();
        var inference = host.Service<IOptions<InferenceOptions>>().Value;
        (inference.Model, inference.Timeout, inference.MaxTokens).ShouldBe(("moonshotai/Kimi-K2.6", TimeSpan.FromSeconds(5), 400));
    }

    [Theory]
    [InlineData("Telnyx:ApiKey", "two words", "TELNYX_API_KEY")]
    [InlineData("Telnyx:ApiKey", "line\nbreak", "TELNYX_API_KEY")]
    [InlineData("Telnyx:From", "5550100200", "ALERT_NUMBER")]
    [InlineData("Telnyx:From", "+1 555 0100200", "ALERT_NUMBER")]
    [InlineData("Telnyx:ConnectionId", "../x", "CONNECTION_ID")]
    [InlineData("Telnyx:BaseUrl", "api.telnyx.com", "BaseUrl")]
    [InlineData("Telnyx:BaseUrl", "http://api.telnyx.com/v2", "BaseUrl")]
    [InlineData("Telnyx:BaseUrl", "https://api.telnyx.com/v2?x=1", "BaseUrl")]
    [InlineData("Telnyx:MessageWebhookUrl", "/webhooks/sms", "MessageWebhookUrl")]
    [InlineData("Telnyx:CallWebhookUrl", "ftp://x/y", "CallWebhookUrl")]
    [InlineData("Telnyx:Voice", " ", "Voice")]
    [InlineData("Telnyx:AnsweringMachineDetection", "maybe", "AnsweringMachineDetection")]
    [InlineData("Telnyx:RequestTimeout", "00:02:00", "RequestTimeout")]
    [InlineData("Telnyx:ConnectTimeout", "00:00:00", "ConnectTimeout")]
    [InlineData("Telnyx:MaxConnections", "0", "MaxConnections")]
    [InlineData("Telnyx:RecordingTimeout", "00:00:00.5", "RecordingTimeout")]
    [InlineData("Telnyx:LargestRecording", "1000", "LargestRecording")]
    public async Task Options_BadValue_IsNamed(string setting, string value, string named)
    {
        await using var host = new TelnyxHost(Anywhere, null, (setting, value));

        Should.Throw<OptionsValidationException>(() => host.Service<IOptions<TelnyxOptions>>().Value).Failures.ShouldHaveSingleItem().ShouldContain(named);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/sandbox/telnyx/v2", "false")]
    [InlineData("http://[::1]:5000/v2", "false")]
    [InlineData("http://localhost/v2", "false")]
    [InlineData("http://sandbox:5001/v2", "true")]
    [InlineData("https://api.telnyx.eu/v2/", "false")]
    public async Task Options_BaseUrlThatKeepsTheKey_IsTaken(string url, string allowHttp)
    {
        await using var host = new TelnyxHost(url, null, ("Telnyx:AllowHttp", allowHttp));

        host.Service<IOptions<TelnyxOptions>>().Value.BaseUrl.ShouldBe(url);
    }

    [Fact]
    public async Task Options_BaseUrlOfThisMachinesNetwork_IsTaken()
    {
        var own = System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address)
            .First(address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork);
        await using var host = new TelnyxHost($"http://{own}:5000/v2");

        host.Service<IOptions<TelnyxOptions>>().Value.BaseUrl.ShouldContain(own.ToString());
    }

    [Theory]
    [InlineData("Inference:Timeout", "00:02:00")]
    [InlineData("Inference:MaxTokens", "10")]
    [InlineData("Inference:MaxConcurrent", "0")]
    [InlineData("Inference:MaxInput", "1")]
    public async Task InferenceOptions_BadValue_IsNamed(string setting, string value)
    {
        await using var host = new TelnyxHost(Anywhere, null, (setting, value));

        Should.Throw<OptionsValidationException>(() => host.Service<IOptions<InferenceOptions>>().Value).Failures.ShouldHaveSingleItem().ShouldContain(setting);
    }

    [Fact]
    public async Task Options_EverythingMissing_IsSaidAtOnce()
    {
        await using var host = new TelnyxHost(Anywhere, null, ("TELNYX_API_KEY", ""), ("ALERT_NUMBER", ""), ("CONNECTION_ID", ""));

        var failures = Should.Throw<OptionsValidationException>(() => host.Service<IOptions<TelnyxOptions>>().Value).Failures.ToArray();

        failures.Length.ShouldBe(3);
        string.Join(' ', failures).ShouldSatisfyAllConditions(
            text => text.ShouldContain("TELNYX_API_KEY"), text => text.ShouldContain("ALERT_NUMBER"), text => text.ShouldContain("CONNECTION_ID"));
    }
}
