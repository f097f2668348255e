using FleetActors.Deepgram.Streaming;

namespace FleetActors.Deepgram;

public sealed class DeepgramOptionsTests
{
    public static TheoryData<string, Action<DeepgramOptions>> Wrong => new()
    {
        { "DEEPGRAM_API_KEY", static o => o.ApiKey = "two words" },
        { "BaseUrl", static o => o.BaseUrl = "http://deepgram.example.org" },
        { "BaseUrl", static o => o.BaseUrl = "https://api.deepgram.com?x=1" },
        { "BaseUrl", static o => o.BaseUrl = "nonsense" },
        { "Model", static o => o.Model = " " },
        { "Language", static o => o.Language = "" },
        { "Keywords", static o => o.Keywords.Add(" ") },
        { "Endpointing", static o => o.Endpointing = TimeSpan.FromMilliseconds(9) },
        { "UtteranceEnd", static o => o.UtteranceEnd = TimeSpan.FromMilliseconds(999) },
        { "FinalizeAfter", static o => o.FinalizeAfter = TimeSpan.Zero },
        { "KeepAlive", static o => o.KeepAlive = TimeSpan.FromSeconds(9) },
        { "ConnectTimeout", static o => o.ConnectTimeout = TimeSpan.FromMinutes(2) },
        { "SendTimeout", static o => o.SendTimeout = TimeSpan.Zero },
        { "FirstRetry", static o => o.FirstRetry = TimeSpan.Zero },
        { "LongestRetry", static o => o.LongestRetry = TimeSpan.FromMilliseconds(1) },
        { "Resend", static o => o.Resend = TimeSpan.Zero },
        { "Backlog", static o => o.Backlog = TimeSpan.FromSeconds(4) },
        { "CatchUpRate", static o => o.CatchUpRate = 0.9 },
        { "CatchUpRate", static o => o.CatchUpRate = double.NaN },
        { "FinishTimeout", static o => o.FinishTimeout = TimeSpan.Zero },
        { "BatchTimeout", static o => o.BatchTimeout = TimeSpan.FromHours(1) },
        { "BatchConcurrency", static o => o.BatchConcurrency = 0 },
    };

    [Fact]
    public void Validate_Defaults_ArePassed()
    {
        new DeepgramOptionsValidator().Validate(null, new DeepgramOptions()).Succeeded.ShouldBeTrue();
        new DeepgramOptionsValidator().Validate(null, new DeepgramOptions { ApiKey = "k" }).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongSetting_IsNamed(string setting, Action<DeepgramOptions> spoil)
    {
        var options = new DeepgramOptions { ApiKey = "k" };
        spoil(options);

        new DeepgramOptionsValidator().Validate(null, options).Failures.ShouldNotBeNull().ShouldHaveSingleItem().ShouldContain(setting);
    }

    [Fact]
    public void Address_Default_IsASecureSocket()
    {
        var address = ListenAddress.For(new DeepgramOptions { Model = "nova-3", Keywords = { "Elm St" } }, new("c", Calls.SpeechEncoding.Alaw, 8000, Language: "de"));

        address.AbsoluteUri.ShouldStartWith("wss://api.deepgram.com/v1/listen?encoding=alaw&sample_rate=8000&");
        address.Query.ShouldContain("language=de");
        address.Query.ShouldContain("keyterm=Elm%20St");
    }

    [Fact]
    public void RetryPause_DoublesUpToTheLongestWithSpread()
    {
        var options = new DeepgramOptions();
        var pause = new RetryPause(options, new Random(1));

        for (var i = 0; i < 40; i++)
        {
            var plain = Math.Min(options.FirstRetry.TotalSeconds * Math.Pow(2, i), options.LongestRetry.TotalSeconds);
            pause.Next().TotalSeconds.ShouldBeInRange(plain * 0.8, plain * 1.2);
        }

        pause.Reset();
        pause.Next().TotalSeconds.ShouldBeInRange(0.2, 0.3);
    }
}
