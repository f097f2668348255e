#if !STANDINS
using System.Diagnostics.CodeAnalysis;
using Orleans.Metadata;

namespace FleetActors.Cluster;

/// <summary>Writes into the ledger when the alerts, calls and devices of one silo live, and their calls and ticks.</summary>
internal sealed class LedgerClerk(OwnershipLedger ledger, ILocalSiloDetails silo) : IIncomingGrainCallFilter, IConfigureGrainContextProvider, IConfigureGrainContext
{
    private string Silo => silo.SiloAddress.ToString();

    /// <summary>Whether grains of that type are written about.</summary>
    public static bool IsWatched(GrainType type) => type.ToString() is "alert" or "call" or "device";

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (!IsWatched(context.TargetId.Type))
        {
            await context.Invoke();
            return;
        }

        var turn = ledger.Begin(DeedKind.Turn, context.TargetId.ToString(), context.TargetContext.ActivationId.ToString(), Silo, context.MethodName);
        try
        {
            await context.Invoke();
        }
        finally
        {
            ledger.End(turn);
        }
    }

    public bool TryGetConfigurator(GrainType grainType, GrainProperties properties, [NotNullWhen(true)] out IConfigureGrainContext? configurator)
    {
        configurator = IsWatched(grainType) ? this : null;
        return configurator is not null;
    }

    public void Configure(IGrainContext context) => context.ObservableLifecycle.Subscribe(nameof(LedgerClerk), GrainLifecycleStage.First, new Life(ledger, Silo, context));

    private sealed class Life(OwnershipLedger ledger, string silo, IGrainContext context) : ILifecycleObserver
    {
        private int _deed;

        public Task OnStart(CancellationToken cancellationToken)
        {
            _deed = ledger.Begin(DeedKind.Life, context.GrainId.ToString(), context.ActivationId.ToString(), silo, "life");
            return Task.CompletedTask;
        }

        public Task OnStop(CancellationToken cancellationToken)
        {
            ledger.End(_deed);
            return Task.CompletedTask;
        }
    }
}
#endif
