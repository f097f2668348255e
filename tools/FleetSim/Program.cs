using System.CommandLine;
using FleetActors.FleetSim.Cluster;
using FleetActors.FleetSim.Demo;
using FleetActors.FleetSim.Load;
using FleetActors.FleetSim.Replay;
using FleetActors.FleetSim.Trial;

// After Ctrl-C a server of the demo's own has to be ended in good order.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
return await new RootCommand("Simulated devices and people for a FleetActors server.")
{
    DemoCommand.Create(),
    DevicesCommand.Create(),
    ReplayCommand.Create(),
    ClusterCommand.Create(),
    TrialCommand.Create(),
}.Parse(args).InvokeAsync(invocation);
