using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Something calls can be sent to.</summary>
    public interface IAddressable;

    /// <summary>Base of the real packages' extension interfaces; nothing in the stand-in installs extensions.</summary>
    public interface IGrainExtension : IAddressable;
}

namespace Orleans
{
    /// <summary>Base of grain interfaces.</summary>
    public interface IGrain : IAddressable;

    /// <summary>Grains keyed by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>Grains keyed by an integer.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>Grains keyed by a GUID.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>Grains keyed by an integer and a string.</summary>
    public interface IGrainWithIntegerCompoundKey : IGrain;

    /// <summary>Grains keyed by a GUID and a string.</summary>
    public interface IGrainWithGuidCompoundKey : IGrain;

    /// <summary>Interfaces of plain objects that grains may call back.</summary>
    public interface IGrainObserver : IAddressable;

    /// <summary>Addressable part of a silo.</summary>
    public interface ISystemTarget : IAddressable;
}
