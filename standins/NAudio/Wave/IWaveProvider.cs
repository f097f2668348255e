namespace NAudio.Wave;

/// <summary>A source of audio bytes.</summary>
public interface IWaveProvider
{
    /// <summary>What the bytes mean.</summary>
    WaveFormat WaveFormat { get; }

    /// <summary>Reads; 0 at the end.</summary>
    int Read(byte[] buffer, int offset, int count);
}
