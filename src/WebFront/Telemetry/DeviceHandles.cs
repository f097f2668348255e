using System.Text;
using FleetActors.Devices;

namespace FleetActors.Telemetry;

/// <summary>
/// Handles of devices that sent lately. A fixed number of places: a device that finds its place taken replaces the one there. Safe from many threads.
/// </summary>
internal sealed class DeviceHandles(Func<string, IDeviceGrain> grainOf)
{
    private const int Places = 1 << 17;

    private readonly DeviceHandle?[] _handles = new DeviceHandle?[Places];

    /// <summary>The device's handle; null when the bytes are not a device id.</summary>
    public DeviceHandle? Find(ReadOnlySpan<byte> utf8)
    {
        var hash = Utf8Names.Hash(utf8);
        ref var place = ref _handles[hash & (Places - 1)];
        if (Volatile.Read(ref place) is { } known && known.Hash == hash && Utf8Names.Spell(utf8, known.Id))
        {
            return known;
        }

        return Remember(utf8, hash, ref place);
    }

    // Apart, so that a device known already does not pay for clearing the room.
    private DeviceHandle? Remember(ReadOnlySpan<byte> utf8, uint hash, ref DeviceHandle? place)
    {
        if (utf8.Length > DeviceId.MaxLength)
        {
            return null;
        }

        // Ids are ASCII; anything else becomes a letter that no id has.
        Span<char> letters = stackalloc char[utf8.Length];
        Encoding.Latin1.GetChars(utf8, letters);
        if (!DeviceId.IsWellFormed(letters))
        {
            return null;
        }

        var id = new string(letters);
        var handle = new DeviceHandle(id, hash, grainOf(id));
        Volatile.Write(ref place, handle);
        return handle;
    }
}
