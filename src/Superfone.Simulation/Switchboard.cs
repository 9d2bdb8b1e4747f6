using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>Simulates calls, and the next actions of agents and customers.</summary>
internal sealed class Switchboard(Scheduler scheduler, Crm crm, IReadOnlyList<Agent> team)
{
    private const int MostAttempts = 3;
    private readonly CallEvents _events = new(scheduler);
    private readonly HashSet<Lead> _waiting = [];

    private RandomSource Random => scheduler.Random;

    /// <summary>Simulates a call from a customer.</summary>
    public void Receive(Lead lead)
    {
        var isClosed = !scheduler.IsLive && !WorkingHours.IsOpen(scheduler.Now);
        var ending = isClosed && Random.Happens(0.7) ? CallEndings.Inbound.First(one => one.Disposition == "OOO_DROP") : Random.OneOf(CallEndings.Inbound, one => one.Weight);
        var call = Simulate(lead, CallDirection.Inbound, ending, AgentOf(lead));
        if (!ending.IsTalk && ending.IsMissed)
        {
            _waiting.Add(lead);
            var agent = call.Agent ?? Random.OneOf(team, one => one.Share);
            if (Random.Happens(agent.Diligence))
                scheduler.AtWorkAfter(Random.Wait(TimeSpan.FromMinutes(35)) + TimeSpan.FromMinutes(2), () => Return(lead, agent, attempt: 1));
            if (Random.Happens(0.25))
                scheduler.AtWorkAfter(Random.Wait(TimeSpan.FromMinutes(20)) + TimeSpan.FromMinutes(1), () => TryAgain(lead));
        }
    }

    /// <summary>Simulates a call from an agent to a customer.</summary>
    public void Call(Lead lead) => Call(lead, AgentOf(lead));

    /// <summary>Simulates a form that a customer fills in: a new contact, whom an agent calls later.</summary>
    public void FillInForm(Lead lead)
    {
        var agent = Random.OneOf(team, one => one.Share);
        (lead.Source, lead.AssigneeUserId) = ("website-form", agent.UserId);
        crm.Create(lead);
        var task = crm.AddTask(lead, "FIRST_CALL", TimeSpan.FromMinutes(30));
        scheduler.AtWorkAfter(Random.Wait(TimeSpan.FromMinutes(15)), () =>
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
        if (call.Conversation is null && attempt < MostAttempts && Random.Happens(0.6))
            scheduler.AtWorkAfter(Random.Wait(TimeSpan.FromMinutes(50)) + TimeSpan.FromMinutes(5), () => Return(lead, agent, attempt + 1));
    }

    private void TryAgain(Lead lead)
    {
        if (_waiting.Contains(lead))
            Receive(lead);
    }

    private CallRecord Call(Lead lead, Agent agent) =>
        Simulate(lead, CallDirection.Outbound, Random.OneOf(CallEndings.Outbound, one => one.Weight), agent);

    private CallRecord Simulate(Lead lead, CallDirection direction, CallEnding ending, Agent agent)
    {
        var isInbound = direction == CallDirection.Inbound;
        var call = new CallRecord
        {
            CdrId = scheduler.NextId('c'),
            Uuid = Random.Uuid(scheduler.Options.UuidPrefix),
            Lead = lead,
            Direction = direction,
            Ending = ending,
            Agent = ending.HasAgent ? agent : null,
            StartUtc = scheduler.Now.AddTicks(-(scheduler.Now.Ticks % TimeSpan.TicksPerMillisecond)),
            RingingSeconds = ending.IsTalk ? Random.Between(2, 2 * agent.RingingSeconds) : Random.Between(4, 45),
            Conversation = ending.IsTalk ? Talk(lead, agent, isInbound) : null,
            Menu = isInbound ? IvrMenu.Choose(Random, ending, scheduler.Options.OrganizationName) : null,
        };
        _events.Plan(call);
        if (call.Conversation is not null)
        {
            _waiting.Remove(lead);
            scheduler.At(call.EndUtc.AddSeconds(Random.Between(10, 90)), () => crm.RecordCall(lead, agent, call.Conversation.Script));
        }

        return call;
    }

    private Conversation Talk(Lead lead, Agent agent, bool isInbound)
    {
        var script = Random.OneOf(Script.All, one => one.Value.IsStranger && lead.ContactId is not null ? 0 : one.Value.Weight);
        return new Conversation(
            new ConversationPlan(script.Key, lead.Language, isInbound, Random.Seed()),
            new Parties(agent.First, lead.First, scheduler.Options.OrganizationName, lead.Product, lead.City));
    }

    private Agent AgentOf(Lead lead) =>
        team.FirstOrDefault(agent => agent.UserId == lead.AssigneeUserId) is { } own && Random.Happens(0.7) ? own : Random.OneOf(team, one => one.Share);
}
