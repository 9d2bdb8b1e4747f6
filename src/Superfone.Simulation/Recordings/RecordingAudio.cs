using System.Buffers.Binary;

namespace Superfone.Simulation;

/// <summary>
/// The recording of a conversation: a WAV file, 8 kHz, mono, μ-law, in which two voices take turns as in the transcript. It is generated
/// while it is written, and the same conversation always sounds the same.
/// </summary>
public sealed class RecordingAudio
{
    private const int HeaderBytes = 58;
    private const double LineNoise = 0.0015;

    private readonly Conversation _conversation;

    internal RecordingAudio(ConversationPlan plan) => _conversation = new Conversation(plan);

    /// <summary>The media type of the file.</summary>
    public const string ContentType = "audio/wav";

    /// <summary>The recording at a URL of the simulator; <see langword="null"/> for any other URL.</summary>
    public static RecordingAudio? At(Uri url) => RecordingLink.PlanOf(url.AbsolutePath) is { } plan ? new RecordingAudio(plan) : null;

    /// <summary>The length in whole seconds: the call's talk time.</summary>
    public int Seconds => _conversation.Seconds;

    /// <summary>The size of the file in bytes.</summary>
    public int Length => HeaderBytes + (Seconds * Voice.Rate);

    /// <summary>Writes the file, a second at a time.</summary>
    public async Task WriteAsync(Stream output, CancellationToken cancellation)
    {
        foreach (var part in Parts())
            await output.WriteAsync(part, cancellation);
    }

    /// <summary>Writes the file.</summary>
    public void Write(Stream output)
    {
        foreach (var part in Parts())
            output.Write(part.Span);
    }

    // The header, then a second at a time in the same buffer.
    private IEnumerable<ReadOnlyMemory<byte>> Parts()
    {
        yield return Header();
        var part = new byte[Voice.Rate];
        var used = 0;
        foreach (var sample in Samples())
        {
            part[used++] = MuLaw.Encode(sample);
            if (used < part.Length)
                continue;
            yield return part;
            used = 0;
        }
    }

    private IEnumerable<double> Samples()
    {
        var seed = _conversation.Plan.Seed;
        var line = new Random(seed);
        var (agent, customer) = (Pitch(seed), Pitch(seed / 2) * 1.12);
        var turns = new Queue<SpokenTurn>(_conversation.Turns);
        Voice? voice = null;
        for (var index = 0; index < Seconds * Voice.Rate; index++)
        {
            var second = (double)index / Voice.Rate;
            if (turns.TryPeek(out var turn) && second >= turn.End)
            {
                turns.Dequeue();
                voice = null;
            }
            else if (voice is null && turn is not null && second >= turn.Start)
            {
                voice = new Voice(turn.IsAgent ? agent : customer, seed + turns.Count);
            }

            yield return (voice?.Next() ?? 0) + (((line.NextDouble() * 2) - 1) * LineNoise);
        }
    }

    private static double Pitch(int seed) => seed % 2 == 0 ? 112 + (seed % 23) : 188 + (seed % 31);

    private byte[] Header()
    {
        var header = new byte[HeaderBytes];
        var samples = Seconds * Voice.Rate;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), Length - 8);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 18);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 7); // μ-law
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), Voice.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), Voice.Rate);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 8);
        "fact"u8.CopyTo(header.AsSpan(38));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(42), 4);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(46), samples);
        "data"u8.CopyTo(header.AsSpan(50));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(54), samples);
        return header;
    }
}
