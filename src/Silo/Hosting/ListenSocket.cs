using System.Net;
using System.Net.Sockets;
using FleetActors.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace FleetActors.Hosting;

/// <summary>Takes an address to listen on before anything is built, so that one that cannot be had is told at once and in words.</summary>
internal static class ListenSocket
{
    /// <param name="settings">What names the address, with its values, such as <c>HOST=127.0.0.1, PORT=5000</c>.</param>
    /// <param name="portSetting">The setting that another port is given by.</param>
    /// <exception cref="SettingsException">The address or port cannot be had.</exception>
    public static Socket Bind(IPEndPoint address, string settings, string portSetting) =>
        TryBind(address, settings, portSetting, out var problem) ?? throw new SettingsException([problem!]);

    /// <summary>Null, and why, when the address or port cannot be had.</summary>
    public static Socket? TryBind(IPEndPoint address, string settings, string portSetting, out string? problem)
    {
        try
        {
            problem = null;
            return SocketTransportOptions.CreateDefaultBoundListenSocket(address);
        }
        catch (SocketException exception)
        {
            problem = $"{settings} cannot be listened on ({exception.Message}): set another {portSetting}, or end the program that has it.";
            return null;
        }
    }
}
