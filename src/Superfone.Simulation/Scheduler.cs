using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>An event of the simulated business.</summary>
/// <param name="AtUtc">The time at which Superfone would send it, UTC.</param>
/// <param name="Event">The event.</param>
/// <param name="Partition">Events with the same number are about the same customer and stay in order.</param>
public sealed record SimulatedEvent(DateTime AtUtc, SuperfoneEvent Event, int Partition);

/// <summary>A discrete-event scheduler: the clock of the simulated business, and the actions that are due later.</summary>
internal sealed class Scheduler
{
    private const long IdsPerSeed = 2_000_000;
    private const long LowestId = 5_000_000_000;

    private readonly PriorityQueue<Action, (DateTime At, long Order)> _queue = new();
    private readonly List<SimulatedEvent> _emitted = [];
    private readonly Dictionary<char, long> _ids = [];
    private readonly long _firstId;
    private long _order;

    /// <summary>Creates the scheduler of a new business.</summary>
    public Scheduler(SimulationOptions options)
    {
        Options = options;
        Random = new RandomSource(options.Seed);
        Now = options.BeginUtc;
        _firstId = options.FirstId ?? LowestId + ((uint)options.Seed * IdsPerSeed);
    }

    /// <summary>The options of the simulation.</summary>
    public SimulationOptions Options { get; }

    /// <summary>The only source of random numbers.</summary>
    public RandomSource Random { get; }

    /// <summary>The simulated time, UTC.</summary>
    public DateTime Now { get; private set; }

    /// <summary>Whether the simulated time is in live traffic, after the history.</summary>
    public bool IsLive => Now >= Options.LiveFromUtc;

    /// <summary>Schedules an action.</summary>
    public void At(DateTime when, Action act) => _queue.Enqueue(act, (when < Now ? Now : when, _order++));

    /// <summary>Schedules an action after a delay, which is shorter in live traffic; see <see cref="SimulationOptions.ReactionSpeed"/>.</summary>
    public void After(TimeSpan wait, Action act) => At(Now + Scaled(wait), act);

    /// <summary>Schedules an action that people perform at work: in the history, not at night.</summary>
    public void AtWorkAfter(TimeSpan wait, Action act)
    {
        var when = Now + Scaled(wait);
        while (when < Options.LiveFromUtc && !WorkingHours.IsOpen(when))
            when += TimeSpan.FromMinutes(Random.Between(20, 60));
        At(when, act);
    }

    /// <summary>A delay as long as it is at present, shorter in live traffic; see <see cref="SimulationOptions.ReactionSpeed"/>.</summary>
    public TimeSpan Scaled(TimeSpan wait) => IsLive ? wait / Options.ReactionSpeed : wait;

    /// <summary>The next id of a kind of entity. Ids ascend, with gaps.</summary>
    /// <param name="kind">The kind of entity; each has its own sequence.</param>
    public long NextId(char kind) => _ids[kind] = _ids.GetValueOrDefault(kind, _firstId) + Random.Between(1, 3);

    /// <summary>Emits an event at the simulated time.</summary>
    public void Emit(Lead lead, SuperfoneEvent happened)
    {
        if (!Options.Silent.Contains(happened.Kind))
            _emitted.Add(new SimulatedEvent(Now, happened, lead.Number));
    }

    /// <summary>Runs the simulation; events come in order of time.</summary>
    public IEnumerable<SimulatedEvent> Run()
    {
        while (_queue.TryDequeue(out var act, out var next) && next.At <= Options.EndUtc)
        {
            Now = next.At;
            act();
            foreach (var simulated in _emitted)
                yield return simulated;
            _emitted.Clear();
        }
    }
}
