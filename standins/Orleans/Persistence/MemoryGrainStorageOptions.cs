using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Settings of storage in memory.</summary>
public class MemoryGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>Accepted; one table serves all grains.</summary>
    public int NumStorageGrains { get; set; } = 10;

    /// <summary>Turns states into bytes; without one set, the silo's default.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
