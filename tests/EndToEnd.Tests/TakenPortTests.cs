using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FleetActors.EndToEnd;

/// <summary>Another program has the port: each of ours says so in words, names the setting, and ends.</summary>
public sealed class TakenPortTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("WebFront", "PORT", "PORT={0}")]
    [InlineData("Silo", "Cluster__HealthPort", "Cluster__HealthPort={0}")]
    [InlineData("Sandbox", "Sandbox__Port", "Sandbox__Port={0}")]
    public async Task Start_PortTaken_SaysWhichAndHowToChangeIt(string program, string setting, string said)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("fleet-port-");
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        using var child = ChildProcess.Start(program, folder.FullName, new Dictionary<string, string>
        {
            ["DATA_DIR"] = folder.FullName,
            [setting] = port,
        });

        (await child.EndAsync(Patience)).ShouldBe(1, child.Output);
        child.Output.ShouldContain("127.0.0.1");
        child.Output.ShouldContain(string.Format(CultureInfo.InvariantCulture, said, port));
        child.Output.ShouldNotContain("   at ");
        child.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeLessThanOrEqualTo(2, child.Output);
        folder.Delete(recursive: true);
    }
}
