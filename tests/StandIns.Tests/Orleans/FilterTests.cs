using Orleans.TestingHost;

namespace FleetActors.StandIns.Grains;

public sealed class FilterTests : IAsyncLifetime
{
    private readonly string _test = Guid.NewGuid().ToString("N");

    private TestCluster? _cluster;

    public async Task InitializeAsync() => _cluster = await GrainCluster.DeployAsync<SiloConfigurator>();

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    [Fact]
    public async Task Filter_SeesCallAndResult_AndMayReplaceIt()
    {
        var grain = _cluster!.GrainFactory.GetGrain<ICallGrain>(_test);

        (await grain.Add(2, 3)).ShouldBe(6);
        (await grain.Join("a", "b")).ShouldBe("a+b");
        await grain.Nothing();
        await Should.ThrowAsync<ArgumentException>(() => grain.Fail("still told", afterAwait: true));

        Signals.LogOf(_test).ShouldBe(["Add(2,3)", "Join(a,b)", "Nothing()", "Fail(still told,True)", "Fail failed"]);
    }

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) => siloBuilder.AddIncomingGrainCallFilter(async context =>
        {
            if (context.Grain is not CallGrain)
            {
                await context.Invoke();
                return;
            }

            var key = context.TargetId.Key.ToString()!;
            var arguments = Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument);
            Signals.Log(key, $"{context.MethodName}({string.Join(",", arguments)})");
            try
            {
                await context.Invoke();
                if (context.Result is int number)
                {
                    context.Result = number + 1;
                }
            }
            catch (ArgumentException)
            {
                Signals.Log(key, $"{context.InterfaceMethod.Name} failed");
                throw;
            }
        });
    }
}
