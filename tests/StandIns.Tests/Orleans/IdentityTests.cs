using System.Text;
using System.Text.Json;

namespace FleetActors.StandIns.Grains;

public sealed class IdentityTests
{
    [Theory]
    [InlineData("alert/alrt-01", "alert", "alrt-01")]
    [InlineData("device/a/b", "device", "a/b")]
    public void Parse_TypeAndKey_RoundTrips(string text, string type, string key)
    {
        var id = GrainId.Parse(text);

        id.ShouldBe(GrainId.Create(type, key));
        id.Type.ToString().ShouldBe(type);
        id.Key.ToString().ShouldBe(key);
        id.ToString().ShouldBe(text);
        JsonSerializer.Deserialize<GrainId>(JsonSerializer.Serialize(id)).ShouldBe(id);
    }

    [Fact]
    public void TryParse_NoSeparator_IsRefused()
    {
        GrainId.TryParse("device", out _).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => GrainId.Parse("device"));
    }

    // Reminder tables store this hash, so it must be the same in every release and on both engines.
    [Theory]
    [InlineData("", 90033154u)]
    [InlineData("a", 1450446165u)]
    [InlineData("persist", 2656868013u)]
    [InlineData("a key that is longer than one block", 1569519643u)]
    public void StableHash_KnownText_IsAsStored(string text, uint hash) => StableHash.ComputeHash(Encoding.UTF8.GetBytes(text)).ShouldBe(hash);

    [Theory]
    [InlineData("alert", "alrt-01", 988840335u)]
    public void UniformHash_KnownGrain_IsAsStored(string type, string key, uint hash) => GrainId.Create(type, key).GetUniformHashCode().ShouldBe(hash);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(255, "FF")]
    [InlineData(-1, "FFFFFFFFFFFFFFFF")]
    public void IntegerKey_IsUpperCaseHexadecimal(long key, string text)
    {
        GrainIdKeyExtensions.CreateIntegerKey(key).ToString().ShouldBe(text);
        GrainIdKeyExtensions.CreateIntegerKey(key, "x").ToString().ShouldBe($"{text}+x");
        new GrainId(GrainType.Create("t"), GrainIdKeyExtensions.CreateIntegerKey(key, "x")).GetIntegerKey(out var extension).ShouldBe(key);
        extension.ShouldBe("x");
    }

    [Fact]
    public void GuidKey_IsThirtyTwoDigits()
    {
        var guid = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

        GrainIdKeyExtensions.CreateGuidKey(guid).ToString().ShouldBe("0f8fad5bd9cb469fa16570867728950e");
        new GrainId(GrainType.Create("t"), GrainIdKeyExtensions.CreateGuidKey(guid, "x")).GetGuidKey(out var extension).ShouldBe(guid);
        extension.ShouldBe("x");
        new GrainId(GrainType.Create("t"), IdSpan.Create("no guid")).TryGetGuidKey(out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void StreamId_WritesNamespaceAndKey()
    {
        StreamId.Create("calls", "c-1").ToString().ShouldBe("calls/c-1");
        StreamId.Create(null, "c-1").ToString().ShouldBe("null/c-1");
        StreamId.Create("calls", "c-1").GetNamespace().ShouldBe("calls");
        StreamId.Create("calls", "c-1").GetKeyAsString().ShouldBe("c-1");
        StreamId.Create("calls", "c-1").ShouldBe(StreamId.Create("calls", "c-1"));
    }
}
