using FleetActors.Calls;
using FleetActors.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FleetActors.Recordings;

public sealed class DirectoryRecordingStoreTests : RecordingStoreContract, IDisposable
{
    private const string Call = "call-1";
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("recordings-").FullName;

    private volatile bool _isFull;

    private string Inner => Path.Combine(_directory, "inner");

    private string File1 => Path.Combine(Inner, Call + ".wav");

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task AppendAsync_FileReadByAnotherProgramMeanwhile_HasARightHeader()
    {
        await using var writer = await Open().OpenAsync(Call, CancellationToken.None);
        await writer.AppendAsync(Sound(20_000), CancellationToken.None);

        await using var file = new FileStream(File1, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        ReadWave(file).ShouldBe(Sound(20_000)[..16_000]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(45)]
    [InlineData(46)]
    [InlineData(47)]
    [InlineData(1046)]
    [InlineData(1047)]
    public async Task OpenAsync_FileCutOffAnywhere_IsReadAndContinued(int length)
    {
        await WriteAsync(Call, Sound(8000));
        await using (var file = new FileStream(File1, FileMode.Open))
        {
            file.SetLength(length);
        }

        var left = Sound(8000)[..(Math.Max(0, length - 46) / 2)];
        (await ReadAsync(Call)).ShouldBe(left);
        await WriteAsync(Call, Sound(5));
        (await ReadAsync(Call)).ShouldBe([.. left, .. Sound(5)]);
        await using var repaired = new FileStream(File1, FileMode.Open);
        ReadWave(repaired).ShouldBe([.. left, .. Sound(5)]);
    }

    [Fact]
    public async Task OpenAsync_HostileIds_StayInTheFolder()
    {
        foreach (var id in new[] { "../outside", "/tmp/outside", "..\\outside", "a/../../outside", "\0", new string('.', 300) })
        {
            await WriteAsync(id, Sound(1));
        }

        System.IO.Directory.GetFileSystemEntries(_directory).ShouldBe([Inner]);
        System.IO.Directory.GetFiles(Inner).Length.ShouldBe(6);
        System.IO.Directory.GetFiles(Inner).ShouldAllBe(file => Path.GetFileName(file).Length < 110);
    }

    [Fact]
    public async Task OpenAsync_FolderCannotBeMade_SaysSo()
    {
        await File.WriteAllTextAsync(Inner, "in the way");

        (await Should.ThrowAsync<RecordingException>(() => Open().OpenAsync(Call, CancellationToken.None))).Message.ShouldContain("cannot be opened");
        (await Open().FindAsync(Call, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task DisposeAsync_Twice_IsFine()
    {
        var writer = await Open().OpenAsync(Call, CancellationToken.None);
        await writer.AppendAsync(Sound(1), CancellationToken.None);
        await writer.DisposeAsync();
        await writer.DisposeAsync();

        (await ReadAsync(Call)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task AddRecordings_NoSetting_PutsThemIntoTheDataFolder()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .Configure<StorageOptions>(storage => storage.DataDirectory = _directory)
            .AddRecordings()
            .AddRecordings()
            .BuildServiceProvider();

        var store = services.GetServices<IRecordingStore>().ShouldHaveSingleItem();
        await using (await store.OpenAsync(Call, CancellationToken.None))
        {
            File.Exists(Path.Combine(_directory, "recordings", "call-1.wav")).ShouldBeTrue();
        }
    }

    protected override IRecordingStore Open() => new DirectoryRecordingStore(
        Options.Create(new RecordingOptions { Directory = Inner }),
        (file, bytes, offset, cancellationToken) => _isFull ? throw new IOException("No space left on device") : RandomAccess.WriteAsync(file, bytes, offset, cancellationToken));

    protected override Task RefuseAsync(bool refuses)
    {
        _isFull = refuses;
        return Task.CompletedTask;
    }
}
