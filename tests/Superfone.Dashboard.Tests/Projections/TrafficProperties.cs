using FsCheck;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Projections.FollowUps;
using Superfone.Dashboard.Storage.ReadModel;
using Outcome = Superfone.Dashboard.Domain.Calls.Outcome;

namespace Superfone.Dashboard.Tests.Projections;

public sealed class TrafficProperties
{
    [Property(MaxTest = 30)]
    public void Views_HoweverTheLogWasCut_AreWhatTheWholeLogGives(DoNotSize<int>[] steps, int cuts)
    {
        using var log = new LogOnDisk();
        new Traffic(log).PlayCut(steps.Select(step => step.Item), cuts);
        var grown = log.Dump();

        Assert.Equal(log.DumpFromScratch(), grown);
        log.Rebuild();
        Assert.Equal(grown, log.Dump());
    }

    [Property(MaxTest = 30)]
    public void Views_AfterEveryStep_KeepEveryPromiseBetweenThem(DoNotSize<int>[] steps)
    {
        using var log = new LogOnDisk();
        var traffic = new Traffic(log);
        foreach (var step in steps)
        {
            traffic.Step(step.Item);
            log.Project();
            using var readModel = log.ReadModel.CreateDbContext();
            CheckSummaries(readModel);
            CheckInsights(readModel);
            CheckOwners(readModel);
            CheckMarks(readModel);
            CheckFollowUps(readModel);
            CheckTags(readModel);
            CheckTasks(readModel);
        }
    }

    [Property(MaxTest = 30)]
    public void Summaries_InACrowd_WaitOnlyWhileTheyMust(DoNotSize<int>[] steps)
    {
        using var log = new LogOnDisk();
        var traffic = new Traffic(log);
        Dictionary<string, long?> links = [];
        foreach (var step in steps)
        {
            traffic.CrowdedStep(step.Item);
            log.Project();
            using var readModel = log.ReadModel.CreateDbContext();
            CheckSummaries(readModel);
            links = CheckInference(readModel, links);
        }
    }

    // Where nothing else was linked, the calls that are free now were free then too.
    private static Dictionary<string, long?> CheckInference(ReadModelContext readModel, Dictionary<string, long?> before)
    {
        var summaries = readModel.Summaries.ToList();
        var changed = summaries.Where(summary => before.GetValueOrDefault(summary.CdrUuid) != summary.CdrId).ToList();
        if (changed is [{ MatchedBy: MatchedBy.Inferred } inferred] && before.GetValueOrDefault(inferred.CdrUuid) is null)
            Assert.DoesNotContain(readModel.Calls.ToList(), call => IsCandidate(call, inferred));
        return summaries.ToDictionary(summary => summary.CdrUuid, summary => summary.CdrId);
    }

    private static void CheckSummaries(ReadModelContext readModel)
    {
        var calls = readModel.Calls.ToList();
        var summaries = readModel.Summaries.ToDictionary(summary => summary.CdrUuid);
        var named = readModel.CallUuids.ToList();
        Assert.All(named, name => Assert.Equal(calls.Single(call => call.CdrId == name.CdrId).CdrUuid == name.Uuid, name.IsOwn));
        var rejected = readModel.SummaryRejections.ToList().Select(row => (row.CdrUuid, row.CdrId)).ToHashSet();
        Assert.DoesNotContain(summaries.Values, summary => summary.MatchedBy == MatchedBy.Inferred && rejected.Contains((summary.CdrUuid, summary.CdrId!.Value)));
        foreach (var summary in summaries.Values)
        {
            if (summary.CdrId is { } cdrId)
                Assert.Equal(summary.CdrUuid, calls.Single(call => call.CdrId == cdrId).SummaryUuid);
            else
                Assert.False(calls.Where(call => IsCandidate(call, summary)).ToList() is [var only] && !rejected.Contains((summary.CdrUuid, only.CdrId)));
            foreach (var name in named.Where(name => name.Uuid == summary.CdrUuid))
            {
                var way = name.IsNamed ? MatchedBy.CdrUuid : MatchedBy.RecordingUrl;
                var holder = calls.Single(call => call.CdrId == name.CdrId).SummaryUuid;
                var isOpen = holder is null || holder == summary.CdrUuid || summaries[holder].MatchedBy < way;
                Assert.False(isOpen && (summary.MatchedBy is null || summary.MatchedBy < way), $"{summary.CdrUuid} is not linked by {way}");
            }
        }

        foreach (var call in calls.Where(call => call.SummaryUuid is not null))
            Assert.Equal(call.CdrId, summaries[call.SummaryUuid!].CdrId);
    }

    private static void CheckInsights(ReadModelContext readModel)
    {
        var expected =
            from summary in readModel.Summaries.ToList()
            join call in readModel.Calls.ToList() on summary.CdrId equals call.CdrId
            from insight in summary.Insights
            select $"{InsightTitle.KeyOf(insight.Title)} {insight.Value} {call.SortKey}";
        Assert.Equal(
            expected.Order(),
            readModel.CallInsights.ToList().Select(insight => $"{insight.TitleKey} {insight.Value} {insight.SortKey}").Order());

        var ranked =
            from insight in readModel.CallInsights.ToList()
            join call in readModel.Calls.ToList() on insight.SortKey equals call.SortKey
            where InsightValues.KeyOf(insight.TitleKey, insight.Value) is not null
            select $"{insight.TitleKey} {call.SortKey} {InsightValues.KeyOf(insight.TitleKey, insight.Value)} {call.PhoneKey}";
        Assert.Equal(
            ranked.Order(),
            readModel.CallInsightValues.ToList().Select(value => $"{value.TitleKey} {value.SortKey} {value.ValueKey} {value.PhoneKey}").Order());
    }

    private static bool IsCandidate(Call call, Summary summary) =>
        call is { Outcome: Outcome.Answered, SummaryUuid: null, EndedUtc: not null, AccountKey: not null, DurationSeconds: not null }
        && call.AccountKey == summary.AccountKey
        && call.DurationSeconds == summary.DurationSeconds
        && summary.ReceivedUtc - call.EndedUtc >= TimeSpan.Zero
        && summary.ReceivedUtc - call.EndedUtc <= TimeSpan.FromHours(24);

    private static void CheckOwners(ReadModelContext readModel)
    {
        var calls = readModel.Calls.ToList();
        var contacts = readModel.Contacts.ToList();
        foreach (var contact in contacts)
            Assert.Equal(calls.Count(call => call.ContactId == contact.ContactId), contact.CallCount);
        foreach (var call in calls)
        {
            var owners = contacts
                .Where(contact => call.PhoneKey is { } key && contact.Phones.Any(number => LogOnDisk.Phones.KeyOf(number.Phone) == key)).ToList();
            Assert.Equal(call.NamedContactId ?? (owners.Count == 1 ? owners[0].ContactId : null), call.ContactId);
        }
    }

    private static void CheckTasks(ReadModelContext readModel)
    {
        var assignees = readModel.Contacts.ToDictionary(contact => contact.ContactId, contact => contact.AssigneeUserId);
        foreach (var task in readModel.Tasks.ToList())
            Assert.Equal(task.ContactId is { } contactId ? assignees.GetValueOrDefault(contactId) : null, task.AssigneeUserId);
    }

    private static void CheckMarks(ReadModelContext readModel)
    {
        foreach (var call in readModel.Calls.ToList())
            Assert.Equal(MarkOf(readModel, call.PhoneKey)?.Mark, call.Mark);
        Assert.DoesNotContain(readModel.FollowUps.ToList(), followUp => followUp is { State: FollowUpState.Open, Mark: not null });
        foreach (var member in readModel.TeamMembers.ToList())
        {
            var decided = readModel.StaffMembers.Where(staff => staff.AssigneeUserId == member.UserId).OrderBy(staff => staff.DecisionId).ToList();
            Assert.Equal(decided.LastOrDefault()?.Name ?? member.ReceivedName, member.Name);
        }
    }

    private static MarkDecision? MarkOf(ReadModelContext readModel, string? phoneKey) =>
        readModel.StaffMembers.SingleOrDefault(staff => staff.PhoneKey == phoneKey && phoneKey != null) is { } member
            ? new MarkDecision(NumberMark.Staff, member.AtUtc, member.By)
            : readModel.MarkedNumbers.SingleOrDefault(marked => marked.PhoneKey == phoneKey) is { } decided
                ? new MarkDecision(decided.Mark, decided.AtUtc, decided.By)
                : null;

    private static void CheckTags(ReadModelContext readModel) => Assert.Equal(
        readModel.Calls.ToList().SelectMany(call => (call.Tags ?? []).Select(tag => (CallTags.KeyOf(tag), call.SortKey))).Order(),
        readModel.CallTags.ToList().Select(row => (row.Key, row.SortKey)).Order());

    private static void CheckFollowUps(ReadModelContext readModel)
    {
        var decisions = readModel.FollowUpDecisions.OrderBy(decision => decision.DecisionId).ToList()
            .Select(decision => (decision.PhoneKey, Step: FollowUpDecisionSteps.Of(decision)!)).Where(step => step.Step is not null);
        var expected = readModel.Calls.ToList()
            .Select(call => (PhoneKey: call.PhoneKey!, Step: FollowUpStep.Of(call)!))
            .Where(step => step.Step is not null && PhoneBook.IsNumber(step.PhoneKey))
            .Concat(decisions)
            .GroupBy(step => step.PhoneKey, step => step.Step)
            .SelectMany(steps => FollowUpFold.Fold(steps.Key, null, steps.OrderBy(step => step.Key), MarkOf(readModel, steps.Key)))
            .OrderBy(followUp => followUp.Id);
        Assert.Equivalent(expected.ToList(), readModel.FollowUps.OrderBy(followUp => followUp.Id).ToList(), strict: true);
    }
}
