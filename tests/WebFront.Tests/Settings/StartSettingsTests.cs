using FleetActors.Clustering;
using FleetActors.Security;
using Microsoft.Extensions.Configuration;

namespace FleetActors.Settings;

public sealed class StartSettingsTests
{
    private const string PublicKey = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private static readonly Dictionary<string, string?> RealProvider = new()
    {
        ["TELNYX_API_KEY"] = "KEY0123",
        ["ALERT_NUMBER"] = "+15550100001",
        ["ONCALL_NUMBER"] = "+15550100002",
        ["DISPATCHER_NUMBER"] = "+15550100003",
        ["CONNECTION_ID"] = "1494404757140276705",
        ["TELNYX_PUBLIC_KEY"] = PublicKey,
    };

    [Fact]
    public void Read_NothingSet_IsTheSandboxOnLoopback()
    {
        var (front, provider, problems) = Read([]);
        problems.ShouldBeEmpty();
        provider.IsSandbox.ShouldBeTrue();
        front.Host.ToString().ShouldBe("127.0.0.1");
        front.Port.ShouldBe(5000);
        front.RateLimit.ShouldBe(0);
        front.MaxAlertBytes.ShouldBe(65536);
        front.MaxConnections.ShouldBe(20000);
        front.MaxBodyBytes.ShouldBe(1024 * 1024);
    }

    [Fact]
    public void Read_BlankApiKey_IsTheSandbox() => Read(new() { ["TELNYX_API_KEY"] = "  " }).Provider.IsSandbox.ShouldBeTrue();

    [Fact]
    public void Read_EverythingForTelnyx_IsTelnyx()
    {
        var (_, provider, problems) = Read(RealProvider);
        problems.ShouldBeEmpty();
        provider.IsSandbox.ShouldBeFalse();
        provider.PublicKeys.Count.ShouldBe(1);
    }

    [Fact]
    public void Read_OnlyTheTelnyxKey_ListsEverythingMissing()
    {
        var problems = Read(new() { ["TELNYX_API_KEY"] = "KEY0123" }).Problems;
        foreach (var name in RealProvider.Keys.Skip(1))
        {
            problems.ShouldContain(problem => problem.StartsWith(name + " is not set", StringComparison.Ordinal), name);
        }

        problems.Count.ShouldBe(5);
        problems.ShouldNotContain(problem => problem.Contains("KEY0123"));
    }

    [Fact]
    public void Read_ClientOfACluster_NeedsOnlyWhatChecksWebhooks()
    {
        var client = new Dictionary<string, string?>
        {
            ["Cluster:ClusterId"] = "prod",
            ["DATABASE_URL"] = "postgres://u@db/fleet",
            ["TELNYX_PUBLIC_KEY"] = PublicKey,
        };
        var (_, provider, problems) = Read(client);
        problems.ShouldBeEmpty();
        provider.IsSandbox.ShouldBeFalse();

        client.Remove("TELNYX_PUBLIC_KEY");
        Read(client).Problems.ShouldHaveSingleItem().ShouldStartWith("TELNYX_PUBLIC_KEY is not set");
    }

    [Fact]
    public void Read_SiloOfAClusterWithoutProvider_AsksForASandboxOfItsOwn() =>
        Read(new()
        {
            ["Cluster:ClusterId"] = "prod",
            ["Cluster:Role"] = "silo",
            ["DATABASE_URL"] = "postgres://u@db/fleet",
        }).Problems.ShouldContain(problem => problem.Contains("./fleet sandbox"));

    [Fact]
    public void Read_WebhookSecretInsteadOfPublicKey_IsEnough()
    {
        var settings = new Dictionary<string, string?>(RealProvider) { ["TELNYX_PUBLIC_KEY"] = null, ["TELNYX_WEBHOOK_SECRET"] = "s3cret" };
        var (_, provider, problems) = Read(settings);
        problems.ShouldBeEmpty();
        provider.WebhookSecret.ShouldBe("s3cret");
    }

    [Fact]
    public void Read_PublicKeyAndSecret_IgnoresTheSecret() =>
        Read(new(RealProvider) { ["TELNYX_WEBHOOK_SECRET"] = "s3cret" }).Provider.WebhookSecret.ShouldBeNull();

    [Theory]
    [InlineData("PORT", "http")]
    [InlineData("PORT", "70000")]
    [InlineData("PORT", "-1")]
    [InlineData("HOST", "example.org")]
    [InlineData("HOST", "0.0.0.0")]
    [InlineData("HOST", "::")]
    [InlineData("HOST", "192.0.2.7")]
    [InlineData("RATE_LIMIT", "many")]
    [InlineData("MAX_ALERT_BYTES", "1")]
    [InlineData("MAX_CONNECTIONS", "0")]
    [InlineData("LOG_LEVEL", "loud")]
    [InlineData("HTTP_PUBLIC_URL", "fleet.example.org")]
    [InlineData("HTTP_PUBLIC_URL", "ftp://fleet.example.org")]
    [InlineData("WS_PUBLIC_URL", "https://fleet.example.org/ws")]
    [InlineData("LOG_LEVEL", "2")]
    [InlineData("API_KEYS", "truck")]
    [InlineData("API_KEYS", "truck:ingest:abcd")]
    [InlineData("API_KEYS", "truck:root:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("API_KEYS", "my truck:ingest:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("API_KEYS", "t:ingest:z3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("ALERT_NUMBER", "5550100001")]
    [InlineData("ONCALL_NUMBER", "+1 555 010 0001")]
    [InlineData("DISPATCHER_NUMBER", "+0123456789")]
    [InlineData("TELNYX_PUBLIC_KEY", "not base64")]
    [InlineData("TELNYX_PUBLIC_KEY", "c2hvcnQ=")]
    [InlineData("TELNYX_BASE_URL", "http://127.0.0.1:6000/v2")]
    public void Read_OneWrongSetting_NamesIt(string name, string value) =>
        Read(new() { [name] = value }).Problems.ShouldHaveSingleItem().ShouldStartWith(name);

    [Fact]
    public void Read_SeveralWrongSettings_ListsAllOfThem() =>
        Read(new() { ["PORT"] = "x", ["RATE_LIMIT"] = "y", ["ALERT_NUMBER"] = "z" }).Problems.Count.ShouldBe(3);

    [Fact]
    public void Read_OpenToOthersWithoutKeys_SaysHowToFixIt()
    {
        var problem = Read(new() { ["HOST"] = "0.0.0.0" }).Problems.ShouldHaveSingleItem();
        problem.ShouldContain("API_KEYS");
        problem.ShouldContain("new-key");
        problem.ShouldContain("HOST=127.0.0.1");
    }

    [Theory]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("localhost")]
    [InlineData("127.0.0.2")]
    public void Read_LoopbackHost_NeedsNoKeys(string host)
    {
        var (front, _, problems) = Read(new() { ["HOST"] = host });
        problems.ShouldBeEmpty();
        front.IsLoopbackOnly.ShouldBeTrue();
    }

    [Fact]
    public void Read_OpenToOthersWithKeys_IsAllowed()
    {
        var entry = "truck:ingest:" + Convert.ToHexStringLower(ApiKey.Hash("k"));
        var (front, _, problems) = Read(new() { ["HOST"] = "0.0.0.0", ["API_KEYS"] = entry });
        problems.ShouldBeEmpty();
        front.ApiKeys.ShouldHaveSingleItem().Name.ShouldBe("truck");
    }

    [Fact]
    public void Read_TwoKeysOfOneName_IsRefused()
    {
        var hash = Convert.ToHexStringLower(ApiKey.Hash("k"));
        Read(new() { ["API_KEYS"] = $"a:ingest:{hash}, a:admin:{hash}" }).Problems.ShouldHaveSingleItem().ShouldContain("taken");
    }

    private static (FrontOptions Front, ProviderOptions Provider, IReadOnlyList<string> Problems) Read(Dictionary<string, string?> settings)
    {
        var reader = new SettingsReader(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var cluster = FleetClusterOptions.Read(reader);
        return (FrontOptions.Read(reader), ProviderOptions.Read(reader, cluster), reader.Problems);
    }
}
