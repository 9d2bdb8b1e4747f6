namespace Superfone.Simulation;

/// <summary>
/// A sound like speech without words: a buzz at the pitch of the voice, filtered with the resonances of changing vowels,
/// with hisses and short pauses in between.
/// </summary>
/// <param name="pitch">In hertz: about 120 for a low voice, 210 for a high one.</param>
/// <param name="seed">The seed of the syllables.</param>
internal sealed class Voice(double pitch, int seed)
{
    /// <summary>Samples per second.</summary>
    public const int Rate = 8000;

    private const double SyllableSeconds = 0.21;

    // Resonances of vowels in hertz: ah, ee, oo, eh, oh, uh.
    private static readonly (double First, double Second)[] Vowels = [(730, 1090), (270, 2290), (300, 870), (530, 1840), (570, 840), (520, 1190)];

    private readonly Random _random = new(seed);
    private readonly Resonance _first = new(90);
    private readonly Resonance _second = new(120);
    private double _phase;
    private double _buzz;
    private int _left;
    private int _length = 1;
    private double _hissUntil;
    private double _loudness;
    private double _tone = 1;

    /// <summary>The next sample, from -1 to 1.</summary>
    public double Next()
    {
        if (_left == 0)
            Begin();
        var done = 1 - ((double)_left-- / _length);
        var noise = (_random.NextDouble() * 2) - 1;
        if (done < _hissUntil)
            return noise * 0.05 * _loudness;

        _phase += pitch * _tone * (1.04 - (0.08 * done)) / Rate;
        var pulse = 0.0;
        if (_phase >= 1)
        {
            _phase -= 1;
            pulse = 1;
        }

        _buzz = (_buzz * 0.86) + pulse;
        var shape = Math.Sin(Math.PI * Math.Min(1, (done - _hissUntil) / (0.92 - _hissUntil)));
        var spoken = _second.Next(_first.Next(_buzz + (noise * 0.02)));
        return Math.Tanh(spoken * 0.5) * 0.75 * Math.Max(0, shape) * _loudness;
    }

    private void Begin()
    {
        _length = _left = (int)(Rate * SyllableSeconds * (0.7 + (_random.NextDouble() * 0.7)));
        _hissUntil = _random.NextDouble() < 0.55 ? 0.12 + (_random.NextDouble() * 0.15) : 0.02;
        _loudness = _random.NextDouble() < 0.07 ? 0.03 : 0.55 + (_random.NextDouble() * 0.45);
        _tone = 0.9 + (_random.NextDouble() * 0.25);
        var (first, second) = Vowels[_random.Next(Vowels.Length)];
        _first.Tune(first);
        _second.Tune(second);
    }

    /// <summary>A two-pole resonator.</summary>
    private sealed class Resonance(double width)
    {
        private readonly double _radius = Math.Exp(-Math.PI * width / Rate);
        private double _gain = 1;
        private double _feedback;
        private double _before;
        private double _beforeThat;

        public void Tune(double hertz)
        {
            _feedback = 2 * _radius * Math.Cos(2 * Math.PI * hertz / Rate);
            _gain = 1 - _feedback + (_radius * _radius);
        }

        public double Next(double sample)
        {
            var now = (_gain * sample) + (_feedback * _before) - (_radius * _radius * _beforeThat);
            (_before, _beforeThat) = (now, _before);
            return now;
        }
    }
}
