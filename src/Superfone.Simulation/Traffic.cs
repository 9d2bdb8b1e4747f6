namespace Superfone.Simulation;

/// <summary>A business as Superfone tells of it: who calls and is called, and all that follows.</summary>
public static class Traffic
{
    private const double FormShare = 0.1;
    private const double OutboundShare = 0.25;
    private const double KnownCallerShare = 0.45;

    // Each call that comes by itself is followed by a quarter of a call: returns, reminders, second attempts.
    private const double ByThemselves = 0.8;

    /// <summary>Plays a business.</summary>
    /// <returns>What is told, in order of time; without an end where the options name none.</returns>
    public static IEnumerable<Happening> Of(SimulationOptions options)
    {
        var play = new Play(options);
        var crm = new Crm(play);
        var calls = new Switchboard(play, crm, Agent.Team(options));
        var people = new People(play);
        PlanNext();
        return play.Run();

        void PlanNext() => play.At(NextCall(play), () =>
        {
            PlanNext();
            var chance = play.Draw.Between(0.0, 1.0);
            if (chance < FormShare)
                calls.FillInForm(people.New());
            else if (chance < FormShare + OutboundShare && people.Known() is { } lead)
                calls.Call(lead);
            else
                calls.Receive(play.Draw.Happens(KnownCallerShare) ? people.Known() ?? people.New() : people.New());
        });
    }

    private static DateTime NextCall(Play play)
    {
        var options = play.Options;
        var when = play.Now;
        while (when < options.LiveFromUtc)
        {
            // Tried as often as in the busiest hour, and taken as often as in this one.
            const double busiestShare = 0.15;
            when += play.Draw.Wait(TimeSpan.FromHours(1 / (busiestShare * options.CallsPerDay * ByThemselves)));
            if (when < options.LiveFromUtc && play.Draw.Happens(WorkingHours.ShareOfDay(when) / busiestShare))
                return when;
        }

        return (play.IsLive ? play.Now : options.LiveFromUtc) + play.Draw.Wait(TimeSpan.FromMinutes(1 / (options.CallsPerMinute * ByThemselves)));
    }
}
