using System.Net;
using System.Net.Sockets;
using FleetActors.Settings;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FleetActors.Clustering;

public sealed class SiloPortCheckTests
{
    [Fact]
    public async Task Starting_PortsFree_LeavesThemFree()
    {
        var (silo, gateway) = (Taken(), Taken());
        var ports = (Of(silo), Of(gateway));
        silo.Dispose();
        gateway.Dispose();

        await CheckAsync(ports.Item1, ports.Item2);

        using var again = new TcpListener(IPAddress.Loopback, ports.Item1);
        Should.NotThrow(again.Start);
    }

    [Fact]
    public async Task Starting_PortsTaken_SaysBothWithTheirSettings()
    {
        using var silo = Taken();
        using var gateway = Taken();

        var problems = (await Should.ThrowAsync<SettingsException>(() => CheckAsync(Of(silo), Of(gateway)))).Problems;

        problems.Count.ShouldBe(2);
        problems[0].ShouldStartWith($"Cluster__Address=127.0.0.1, Cluster__SiloPort={Of(silo)} cannot be listened on");
        problems[1].ShouldStartWith($"Cluster__Address=127.0.0.1, Cluster__GatewayPort={Of(gateway)} cannot be listened on");
    }

    [Fact]
    public async Task Starting_AddressOfAnotherMachine_SaysSo() =>
        (await Should.ThrowAsync<SettingsException>(() => CheckAsync(11111, 30000, IPAddress.Parse("192.0.2.1")))).Problems
            .ShouldAllBe(problem => problem.StartsWith("Cluster__Address=192.0.2.1, "));

    private static Task CheckAsync(int siloPort, int gatewayPort, IPAddress? address = null) => new SiloPortCheck(Options.Create(
        new EndpointOptions { AdvertisedIPAddress = address ?? IPAddress.Loopback, SiloPort = siloPort, GatewayPort = gatewayPort })).StartingAsync(CancellationToken.None);

    private static TcpListener Taken()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Of(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
