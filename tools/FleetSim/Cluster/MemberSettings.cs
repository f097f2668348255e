using System.Globalization;

namespace FleetActors.FleetSim.Cluster;

/// <summary>The settings of each process. What the person has set for the provider reaches silos and fronts; without a provider the sandbox plays it.</summary>
internal sealed class MemberSettings(ClusterOptions options, string connectionString)
{
    private const string ClusterId = "local";
    private const string KeyName = "TELNYX_PUBLIC_KEY=";

    private const int TrialLog = 1_000_000;

    private readonly int _sandboxPort = FreePorts.Take(1)[0];
    private readonly int[] _frontPorts = options.Port == 0 ? FreePorts.Take(options.Fronts) : [.. Enumerable.Range(options.Port, options.Fronts)];

    /// <summary>No account is set, so nothing may leave this machine.</summary>
    public static bool NeedsSandbox => string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("TELNYX_API_KEY"));

    /// <summary>As the sandbox printed it, <c>TELNYX_PUBLIC_KEY=...</c>; null without one.</summary>
    public string? PublicKeyLine { get; set; }

    /// <summary>The sandbox as a process of its own, so that all members know the same phones.</summary>
    public Member Sandbox(string folder) => Member("sandbox", "Sandbox", _sandboxPort, "/sandbox/phones", folder, new()
    {
        ["Sandbox__Port"] = Text(_sandboxPort),
        ["Sandbox__WebhookUrl"] = FirstFront + "/webhooks/voice",
        ["Sandbox__MessagingWebhookUrl"] = FirstFront + "/webhooks/sms",
        ["Sandbox__LogCapacity"] = Text(options.IsTrial ? TrialLog : 10_000),
    });

    /// <summary>The one server of <c>--single</c>, with the sandbox in it unless that is a process of its own.</summary>
    public Member Single(string folder) => Member("front-1", "WebFront", _frontPorts[0], "/health/ready", folder, new(Common())
    {
        ["HOST"] = "127.0.0.1",
        ["PORT"] = Text(_frontPorts[0]),
        ["HTTP_PUBLIC_URL"] = PublicUrl,
    });

    /// <summary>Silos first.</summary>
    public IEnumerable<Member> SilosAndFronts(string folder)
    {
        var ports = FreePorts.Take(options.Silos * 3);
        for (var i = 0; i < options.Silos; i++)
        {
            var health = ports[(i * 3) + 2];
            yield return Member($"silo-{i + 1}", "Silo", health, "/health/ready", folder, new(Common())
            {
                ["Cluster__ClusterId"] = ClusterId,
                ["Cluster__Address"] = "127.0.0.1",
                ["Cluster__SiloPort"] = Text(ports[i * 3]),
                ["Cluster__GatewayPort"] = Text(ports[(i * 3) + 1]),
                ["Cluster__HealthPort"] = Text(health),
                ["Cluster__DrainSeconds"] = "15",
                ["HTTP_PUBLIC_URL"] = PublicUrl,
            });
        }

        for (var i = 0; i < options.Fronts; i++)
        {
            yield return Member($"front-{i + 1}", "WebFront", _frontPorts[i], "/health/ready", folder, new(Common())
            {
                ["Cluster__ClusterId"] = ClusterId,
                ["HOST"] = "127.0.0.1",
                ["PORT"] = Text(_frontPorts[i]),
                ["Cluster__Role"] = "client",
            });
        }
    }

    private string FirstFront => $"http://127.0.0.1:{Text(_frontPorts[0])}";

    private string PublicUrl => Environment.GetEnvironmentVariable("HTTP_PUBLIC_URL") is { Length: > 0 } url ? url : FirstFront;

    private Dictionary<string, string> Common()
    {
        var common = new Dictionary<string, string>
        {
            ["DATABASE_URL"] = connectionString,
            ["DATA_DIR"] = options.DataDirectory,
        };
        if (PublicKeyLine is not null)
        {
            common["TELNYX_API_KEY"] = "sandbox";
            common["TELNYX_BASE_URL"] = $"http://127.0.0.1:{Text(_sandboxPort)}/v2";
            common["TELNYX_PUBLIC_KEY"] = PublicKeyLine[KeyName.Length..].Trim();
            common["CONNECTION_ID"] = "sandbox";
            common["ALERT_NUMBER"] = "+15550100100";
            common["ONCALL_NUMBER"] = "+15550100101";
            common["DISPATCHER_NUMBER"] = "+15550100102";
        }

        return common;
    }

    private static Member Member(string name, string project, int port, string healthPath, string folder, Dictionary<string, string> settings) =>
        new(name, Programs.Find(project), settings, $"http://127.0.0.1:{Text(port)}", $"http://127.0.0.1:{Text(port)}{healthPath}", folder);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
