using Orleans.Storage;

namespace FleetActors.Storage;

public abstract class GrainStorageTests(DatabaseKind kind) : StorageTests(kind)
{
    private const string StateName = "policy";

    private static readonly GrainId Grain = GrainId.Create("policy", "night-shift");

    [SkippableFact]
    public async Task Read_NothingStored_GivesNewStateWithoutVersion()
    {
        await using var store = await OpenAsync();
        var state = new GrainState<Policy>(new Policy { Name = "left over" }, "7") { RecordExists = true };

        await store.Grains.ReadStateAsync(StateName, Grain, state);

        state.State.ShouldNotBeNull().Name.ShouldBeNull();
        state.ETag.ShouldBeNull();
        state.RecordExists.ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Write_NewState_IsReadBackWithVersionOne()
    {
        await using var store = await OpenAsync();
        var written = await WriteAsync(store, "first");

        var read = await ReadAsync(store);

        written.ETag.ShouldBe("1");
        written.RecordExists.ShouldBeTrue();
        read.State!.Name.ShouldBe("first");
        read.ETag.ShouldBe("1");
        read.RecordExists.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Write_Again_CountsTheVersionUp()
    {
        await using var store = await OpenAsync();
        var state = await WriteAsync(store, "first");

        state.State = new Policy { Name = "second" };
        await store.Grains.WriteStateAsync(StateName, Grain, state);

        state.ETag.ShouldBe("2");
        (await ReadAsync(store)).State!.Name.ShouldBe("second");
    }

    [SkippableFact]
    public async Task Write_WithoutVersionOverStoredState_Conflicts()
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, "first");

        var late = new GrainState<Policy>(new Policy { Name = "late" });
        await Should.ThrowAsync<InconsistentStateException>(() => store.Grains.WriteStateAsync(StateName, Grain, late));

        (await ReadAsync(store)).State!.Name.ShouldBe("first");
    }

    [SkippableFact]
    public async Task Write_WithVersionOfMissingState_Conflicts()
    {
        await using var store = await OpenAsync();
        var state = new GrainState<Policy>(new Policy { Name = "ghost" }, "1");

        await Should.ThrowAsync<InconsistentStateException>(() => store.Grains.WriteStateAsync(StateName, Grain, state));

        (await ReadAsync(store)).RecordExists.ShouldBeFalse();
    }

    [SkippableTheory]
    [InlineData("1")]
    [InlineData("3")]
    public async Task Write_WithAnotherVersion_Conflicts(string etag)
    {
        await using var store = await OpenAsync();
        var state = await WriteAsync(store, "first");
        await store.Grains.WriteStateAsync(StateName, Grain, state);

        var stale = new GrainState<Policy>(new Policy { Name = "stale" }, etag);
        var conflict = await Should.ThrowAsync<InconsistentStateException>(() => store.Grains.WriteStateAsync(StateName, Grain, stale));

        conflict.Message.ShouldContain("Version conflict");
        stale.ETag.ShouldBe(etag);
        (await ReadAsync(store)).ETag.ShouldBe("2");
    }

    [SkippableFact]
    public async Task Write_AfterAConflict_WorksWithTheStoredVersion()
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, "first");
        await Should.ThrowAsync<InconsistentStateException>(
            () => store.Grains.WriteStateAsync(StateName, Grain, new GrainState<Policy>(new Policy(), "9")));

        var state = await ReadAsync(store);
        state.State = new Policy { Name = "second" };
        await store.Grains.WriteStateAsync(StateName, Grain, state);

        state.ETag.ShouldBe("2");
    }

    [SkippableFact]
    public async Task Clear_StoredState_LeavesNothing()
    {
        await using var store = await OpenAsync();
        var state = await WriteAsync(store, "first");

        await store.Grains.ClearStateAsync(StateName, Grain, state);

        state.RecordExists.ShouldBeFalse();
        state.ETag.ShouldBeNull();
        state.State.ShouldNotBeNull().Name.ShouldBeNull();
        store.Database.Scalar<int>("SELECT count(*) FROM OrleansStorage").ShouldBe(0);
    }

    [SkippableFact]
    public async Task Clear_WithAnotherVersion_ConflictsAndKeepsTheState()
    {
        await using var store = await OpenAsync();
        var state = await WriteAsync(store, "first");
        await store.Grains.WriteStateAsync(StateName, Grain, state);

        var stale = new GrainState<Policy>(new Policy(), "1") { RecordExists = true };
        await Should.ThrowAsync<InconsistentStateException>(() => store.Grains.ClearStateAsync(StateName, Grain, stale));

        (await ReadAsync(store)).RecordExists.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Clear_NothingStored_IsSilent()
    {
        await using var store = await OpenAsync();

        await store.Grains.ClearStateAsync(StateName, Grain, new GrainState<Policy>());

        (await ReadAsync(store)).RecordExists.ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Write_AfterAClear_BeginsAnew()
    {
        await using var store = await OpenAsync();
        var state = await WriteAsync(store, "first");
        await store.Grains.ClearStateAsync(StateName, Grain, state);

        state.State = new Policy { Name = "again" };
        await store.Grains.WriteStateAsync(StateName, Grain, state);

        state.ETag.ShouldBe("1");
        (await ReadAsync(store)).State!.Name.ShouldBe("again");
    }

    [SkippableFact]
    public async Task Write_DifferentKeysAndNames_KeepsThemApart()
    {
        await using var store = await OpenAsync();
        GrainId[] grains =
        [
            GrainId.Create("policy", "night-shift"),
            GrainId.Create("policy", "night-shift "),
            GrainId.Create("policy", "Night-shift"),
            GrainId.Create(GrainType.Create("policy"), GrainIdKeyExtensions.CreateIntegerKey(42)),
            GrainId.Create(GrainType.Create("policy"), GrainIdKeyExtensions.CreateIntegerKey(42, "night-shift")),
            GrainId.Create(GrainType.Create("policy"), GrainIdKeyExtensions.CreateGuidKey(new Guid("11111111-2222-3333-4444-555555555555"))),
        ];
        foreach (var (grain, n) in grains.Select((grain, n) => (grain, n)))
        {
            await store.Grains.WriteStateAsync(StateName, grain, new GrainState<Policy>(new Policy { Name = $"policy {n}" }));
            await store.Grains.WriteStateAsync("contact", grain, new GrainState<Policy>(new Policy { Name = $"contact {n}" }));
        }

        foreach (var (grain, n) in grains.Select((grain, n) => (grain, n)))
        {
            var policy = new GrainState<Policy>();
            var contact = new GrainState<Policy>();
            await store.Grains.ReadStateAsync(StateName, grain, policy);
            await store.Grains.ReadStateAsync("contact", grain, contact);
            policy.State!.Name.ShouldBe($"policy {n}");
            contact.State!.Name.ShouldBe($"contact {n}");
        }
    }

    /// <summary>What the real provider stores for these keys: rows written by either must be found by the other.</summary>
    [SkippableTheory]
    [InlineData("night-shift", 0L, 0L, "night-shift", 1830268228)]
    [InlineData("2A", 0L, 42L, "", -110949262)]
    [InlineData("2A+night-shift", 0L, 42L, "night-shift", -1830887283)]
    [InlineData("111111112222333344445555555555aa", 3689330049457131793L, -6172933889249164220L, "", -548069623)]
    public async Task Write_Key_FillsTheColumnsOfOrleans(string key, long n0, long n1, string extension, int hash)
    {
        await using var store = await OpenAsync();
        await store.Grains.WriteStateAsync(StateName, GrainId.Create("policy", key), new GrainState<Policy>(new Policy()));

        store.Database.Scalar<string>("SELECT GrainTypeString || '|' || ServiceId FROM OrleansStorage").ShouldBe("policy|fleet");
        store.Database.Scalar<long>("SELECT GrainIdN0 FROM OrleansStorage").ShouldBe(n0);
        store.Database.Scalar<long>("SELECT GrainIdN1 FROM OrleansStorage").ShouldBe(n1);
        store.Database.Scalar<string>("SELECT GrainIdExtensionString FROM OrleansStorage").ShouldBe(extension);
        store.Database.Scalar<long>("SELECT GrainIdHash FROM OrleansStorage").ShouldBe(hash);
        store.Database.Scalar<long>("SELECT GrainTypeHash FROM OrleansStorage").ShouldBe(-1439811006);
    }

    [SkippableFact]
    public async Task Write_ManyGrainsAtOnce_StoresEachOnce()
    {
        await using var store = await OpenAsync();
        var grains = Enumerable.Range(0, 300).Select(n => GrainId.Create("policy", $"p-{n}")).ToArray();

        await Task.WhenAll(grains.Select(grain => Task.Run(async () =>
        {
            var state = new GrainState<Policy>(new Policy { Name = grain.ToString() });
            await store.Grains.WriteStateAsync(StateName, grain, state);
            await store.Grains.WriteStateAsync(StateName, grain, state);
        })));

        store.Database.Scalar<int>("SELECT count(*) FROM OrleansStorage WHERE Version = 2").ShouldBe(300);
    }

    [SkippableFact]
    public async Task Write_TwoWithTheSameVersionAtOnce_OneConflicts()
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, "first");

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            try
            {
                await store.Grains.WriteStateAsync(StateName, Grain, new GrainState<Policy>(new Policy { Name = $"{n}" }, "1"));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        })));

        results.Count(won => won).ShouldBe(1);
        (await ReadAsync(store)).ETag.ShouldBe("2");
    }

    [SkippableFact]
    public async Task Read_UnknownMembers_AreIgnored()
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, "first");
        store.Database.Execute($$"""UPDATE OrleansStorage SET PayloadBinary = {{store.Database.BytesOf("""'{"added_later":{"a":[1]},"name":"kept"}'""")}}""");

        (await ReadAsync(store)).State!.Name.ShouldBe("kept");
    }

    [SkippableFact]
    public async Task Write_State_IsSnakeCaseJson()
    {
        await using var store = await OpenAsync();
        await store.Grains.WriteStateAsync(StateName, Grain, new GrainState<Policy>(new Policy { Name = "Ä", LongName = "b" }));

        store.Database.Scalar<string>($"SELECT {store.Database.TextOf("PayloadBinary")} FROM OrleansStorage").ShouldBe("""{"name":"Ä","long_name":"b"}""");
    }

    [SkippableFact]
    public async Task Write_Reported_IsThereForOthersAndAfterReopening()
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, "first");

        // Another storage on the same database, while this one is open and with no chance to tidy up.
        await using var other = await store.OpenAnotherAsync();
        (await ReadAsync(other)).State!.Name.ShouldBe("first");
        store.Database.Scalar<int>("SELECT count(*) FROM OrleansStorage").ShouldBe(1);
    }

    private static async Task<GrainState<Policy>> WriteAsync(FleetStore store, string name)
    {
        var state = new GrainState<Policy>(new Policy { Name = name });
        await store.Grains.WriteStateAsync(StateName, Grain, state);
        return state;
    }

    private static async Task<GrainState<Policy>> ReadAsync(FleetStore store)
    {
        var state = new GrainState<Policy>();
        await store.Grains.ReadStateAsync(StateName, Grain, state);
        return state;
    }

    private sealed record Policy
    {
        public string? Name { get; init; }

        public string? LongName { get; init; }
    }
}
