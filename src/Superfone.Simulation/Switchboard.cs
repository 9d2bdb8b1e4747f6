using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>Plays calls: how they go, what is told of them, and what agents and customers do next.</summary>
internal sealed class Switchboard(Play play, Crm crm, IReadOnlyList<Agent> team)
{
    private const int MostAttempts = 3;
    private readonly CallEvents _telling = new(play);
    private readonly HashSet<Lead> _waiting = [];

    private Draw Draw => play.Draw;

    /// <summary>A customer calls.</summary>
    public void Receive(Lead lead)
    {
        var isClosed = !play.IsLive && !WorkingHours.IsOpen(play.Now);
        var ending = isClosed && Draw.Happens(0.7) ? Mix.Inbound.First(one => one.Disposition == "OOO_DROP") : Draw.Of(Mix.Inbound, one => one.Weight);
        var call = Play(lead, CallDirection.Inbound, ending, AgentOf(lead));
        if (!ending.IsTalk && ending.IsMissed)
        {
            _waiting.Add(lead);
            var agent = call.Agent ?? Draw.Of(team, one => one.Share);
            if (Draw.Happens(agent.Diligence))
                play.AtWorkAfter(Draw.Wait(TimeSpan.FromMinutes(35)) + TimeSpan.FromMinutes(2), () => Return(lead, agent, attempt: 1));
            if (Draw.Happens(0.25))
                play.AtWorkAfter(Draw.Wait(TimeSpan.FromMinutes(20)) + TimeSpan.FromMinutes(1), () => TryAgain(lead));
        }
    }

    /// <summary>An agent calls a customer.</summary>
    public void Call(Lead lead) => Call(lead, AgentOf(lead));

    /// <summary>A customer fills in a form: a contact that somebody is to call.</summary>
    public void FillInForm(Lead lead)
    {
        var agent = Draw.Of(team, one => one.Share);
        (lead.Source, lead.AssigneeUserId) = ("website-form", agent.UserId);
        crm.Create(lead);
        var task = crm.AddTask(lead, "FIRST_CALL", TimeSpan.FromMinutes(30));
        play.AtWorkAfter(Draw.Wait(TimeSpan.FromMinutes(15)), () =>
        {
            Call(lead, agent);
            crm.Complete(task);
        });
    }

    private void Return(Lead lead, Agent agent, int attempt)
    {
        if (!_waiting.Contains(lead))
            return;
        var call = Call(lead, agent);
        if (call.Conversation is null && attempt < MostAttempts && Draw.Happens(0.6))
            play.AtWorkAfter(Draw.Wait(TimeSpan.FromMinutes(50)) + TimeSpan.FromMinutes(5), () => Return(lead, agent, attempt + 1));
    }

    private void TryAgain(Lead lead)
    {
        if (_waiting.Contains(lead))
            Receive(lead);
    }

    private CallRecord Call(Lead lead, Agent agent) =>
        Play(lead, CallDirection.Outbound, Draw.Of(Mix.Outbound, one => one.Weight), agent);

    private CallRecord Play(Lead lead, CallDirection direction, Ending ending, Agent agent)
    {
        var isInbound = direction == CallDirection.Inbound;
        var call = new CallRecord
        {
            CdrId = play.NextId('c'),
            Uuid = Draw.Uuid(play.Options.UuidPrefix),
            Lead = lead,
            Direction = direction,
            Ending = ending,
            Agent = ending.HasAgent ? agent : null,
            StartUtc = play.Now.AddTicks(-(play.Now.Ticks % TimeSpan.TicksPerMillisecond)),
            RingingSeconds = ending.IsTalk ? Draw.Between(2, 2 * agent.RingingSeconds) : Draw.Between(4, 45),
            Conversation = ending.IsTalk ? Talk(lead, agent, isInbound) : null,
            Menu = isInbound ? IvrMenu.Choose(Draw, ending, play.Options.OrganizationName) : null,
        };
        _telling.Tell(call);
        if (call.Conversation is not null)
        {
            _waiting.Remove(lead);
            play.At(call.EndUtc.AddSeconds(Draw.Between(10, 90)), () => crm.NoteDown(lead, agent, call.Conversation.Script));
        }

        return call;
    }

    private Conversation Talk(Lead lead, Agent agent, bool isInbound)
    {
        var script = Draw.Of(Script.All, one => one.Value.IsStranger && lead.ContactId is not null ? 0 : one.Value.Weight);
        return new Conversation(
            new ConversationPlan(script.Key, lead.Language, isInbound, Draw.Seed()),
            new Parties(agent.First, lead.First, play.Options.OrganizationName, lead.Product, lead.City));
    }

    private Agent AgentOf(Lead lead) =>
        team.FirstOrDefault(agent => agent.UserId == lead.AssigneeUserId) is { } own && Draw.Happens(0.7) ? own : Draw.Of(team, one => one.Share);
}
