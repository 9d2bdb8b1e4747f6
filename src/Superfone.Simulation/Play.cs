using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>Something that Superfone tells of.</summary>
/// <param name="AtUtc">When, UTC.</param>
/// <param name="Event">What.</param>
/// <param name="Lane">What bears the same number must stay in order: it is about the same customer.</param>
public sealed record Happening(DateTime AtUtc, SuperfoneEvent Event, int Lane);

/// <summary>The clock of a simulated business, what is still to come in it, and what it has told so far.</summary>
internal sealed class Play
{
    private const long IdsPerSeed = 2_000_000;
    private const long LowestId = 5_000_000_000;

    private readonly PriorityQueue<Action, (DateTime At, long Order)> _agenda = new();
    private readonly List<Happening> _told = [];
    private readonly Dictionary<char, long> _ids = [];
    private readonly long _firstId;
    private long _order;

    /// <summary>A business before anything has happened.</summary>
    public Play(SimulationOptions options)
    {
        Options = options;
        Draw = new Draw(options.Seed);
        Now = options.BeginUtc;
        _firstId = options.FirstId ?? LowestId + ((uint)options.Seed * IdsPerSeed);
    }

    /// <summary>Which business.</summary>
    public SimulationOptions Options { get; }

    /// <summary>All chance.</summary>
    public Draw Draw { get; }

    /// <summary>The moment that is being played, UTC.</summary>
    public DateTime Now { get; private set; }

    /// <summary>Whether it is live, and not history.</summary>
    public bool IsLive => Now >= Options.LiveFromUtc;

    /// <summary>Plans something.</summary>
    public void At(DateTime when, Action act) => _agenda.Enqueue(act, (when < Now ? Now : when, _order++));

    /// <summary>Plans something for later, in the business's own haste.</summary>
    public void After(TimeSpan wait, Action act) => At(Now + Hurried(wait), act);

    /// <summary>Plans something that people do at work: in history not at night.</summary>
    public void AtWorkAfter(TimeSpan wait, Action act)
    {
        var when = Now + Hurried(wait);
        while (when < Options.LiveFromUtc && !WorkingHours.IsOpen(when))
            when += TimeSpan.FromMinutes(Draw.Between(20, 60));
        At(when, act);
    }

    /// <summary>A wait as it is lived after the start, where people may be in haste.</summary>
    public TimeSpan Hurried(TimeSpan wait) => IsLive ? wait / Options.Haste : wait;

    /// <summary>The next id of a kind of thing; ids rise, with gaps.</summary>
    /// <param name="kind">What it is for: the kinds have ids of their own.</param>
    public long NextId(char kind) => _ids[kind] = _ids.GetValueOrDefault(kind, _firstId) + Draw.Between(1, 3);

    /// <summary>Tells of something now.</summary>
    public void Tell(Lead lead, SuperfoneEvent happened)
    {
        if (!Options.Silent.Contains(happened.Kind))
            _told.Add(new Happening(Now, happened, lead.Number));
    }

    /// <summary>Plays to the end; what is told comes in order of time.</summary>
    public IEnumerable<Happening> Run()
    {
        while (_agenda.TryDequeue(out var act, out var next) && next.At <= Options.EndUtc)
        {
            Now = next.At;
            act();
            foreach (var happening in _told)
                yield return happening;
            _told.Clear();
        }
    }
}
