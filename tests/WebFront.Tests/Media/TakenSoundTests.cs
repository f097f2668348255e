using FleetActors.Calls;

namespace FleetActors.Media;

public sealed class TakenSoundTests
{
    private static readonly AudioFormat Pcmu = new(AudioEncoding.Pcmu, 8000, 1);
    private readonly TakenSound _taken = new(new MediaLimits { Recall = TimeSpan.FromSeconds(1) }, Pcmu);

    [Fact]
    public void Recall_NothingTakenYet_IsNothingAndTheStreamStandsAtItsBeginning()
    {
        _taken.Open(new SoundPlace(null, 4000));

        _taken.Recall().ShouldBeEmpty();
        _taken.Place.ShouldBe(new SoundPlace(null, 4000));
    }

    [Fact]
    public void Recall_SomeTaken_GivesItBackAndStandsBeforeIt()
    {
        _taken.Open(new SoundPlace(null, 0));
        Take(chunk: 1, frames: 4);
        Take(chunk: 5, frames: 4);
        _taken.Place.ShouldBe(new SoundPlace(9, 1280));

        _taken.Recall().Select(batch => batch.Frames[0].Chunk).ShouldBe([1, 5]);
        _taken.Place.ShouldBe(new SoundPlace(null, 0));
        _taken.Recall().ShouldBeEmpty("it is with whoever asked");
    }

    [Fact]
    public void Recall_MoreTakenThanIsKept_IsTheLastOfItAndThePlaceBeforeThat()
    {
        _taken.Open(new SoundPlace(null, 0));
        for (var chunk = 1; chunk < 200; chunk += 4)
        {
            Take(chunk, frames: 4);
        }

        var pieces = _taken.Recall();
        pieces.Sum(batch => batch.Frames.Length).ShouldBe(48, "of fifty frames in a second, whole pieces");
        _taken.Place.ShouldBe(new SoundPlace(153, 152 * 160));
        pieces[0].Frames[0].Chunk.ShouldBe(153);
    }

    [Fact]
    public void Recall_CallThatDoesNotTellItsPlace_IsNothing()
    {
        _taken.Open(null);
        _taken.Add(Batch(1, 4), null);

        _taken.Recall().ShouldBeEmpty();
        _taken.Place.ShouldBeNull();
    }

    private void Take(long chunk, int frames) => _taken.Add(Batch(chunk, frames), new SoundPlace(chunk + frames, (chunk + frames - 1) * 160));

    private static AudioBatch Batch(long chunk, int frames) => new("s-1", [.. Enumerable.Range(0, frames).Select(n => new AudioFrame(chunk + n, 0, new byte[160]))]);
}
