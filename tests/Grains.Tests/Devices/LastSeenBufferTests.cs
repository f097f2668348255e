using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.Devices;

public class LastSeenBufferTests
{
    private readonly SeenRows _index = new();
    private readonly LastSeenBuffer _buffer;

    public LastSeenBufferTests() => _buffer = new LastSeenBuffer(_index, NullLogger<LastSeenBuffer>.Instance);

    [Fact]
    public async Task Flush_DeviceTouchedOften_StoresItsLastTimeOnce()
    {
        var mark = new LastSeenMark("truck-7");
        for (var i = 1; i <= 100; i++)
        {
            _buffer.Touch(mark, i);
        }

        await _buffer.FlushAsync(CancellationToken.None);
        var seen = _index.Saves.ShouldHaveSingleItem().ShouldHaveSingleItem();
        (seen.DeviceId, seen.At.ToUnixTimeMilliseconds()).ShouldBe(("truck-7", 100));
    }

    [Fact]
    public async Task Flush_NothingTouchedSince_StoresNothing()
    {
        _buffer.Touch(new LastSeenMark("truck-7"), 1);
        await _buffer.FlushAsync(CancellationToken.None);
        await _buffer.FlushAsync(CancellationToken.None);
        _index.Saves.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Flush_StorageAway_KeepsEverythingForTheNext()
    {
        var mark = new LastSeenMark("truck-7");
        _buffer.Touch(mark, 1);
        _index.Failure = new IOException("away");
        await _buffer.FlushAsync(CancellationToken.None);
        _buffer.Touch(mark, 2);
        _index.Failure = null;
        await _buffer.FlushAsync(CancellationToken.None);
        _index.Saves.ShouldHaveSingleItem().ShouldHaveSingleItem().At.ToUnixTimeMilliseconds().ShouldBe(2);
    }

    [Fact]
    public async Task Flush_ManyDevices_StoresThemInBulks()
    {
        for (var i = 0; i < 12_000; i++)
        {
            _buffer.Touch(new LastSeenMark(i.ToString(System.Globalization.CultureInfo.InvariantCulture)), 1);
        }

        await _buffer.FlushAsync(CancellationToken.None);
        _index.Saves.Select(save => save.Count).ShouldBe([5_000, 5_000, 2_000]);
    }
}
