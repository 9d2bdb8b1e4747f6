using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Tests.Projections;
using Superfone.Events;
using FollowUpState = Superfone.Dashboard.Domain.FollowUps.FollowUpState;
using Outcome = Superfone.Dashboard.Domain.Calls.Outcome;

namespace Superfone.Dashboard.Tests.ReadModels.Filters;

/// <summary>Filters that fit what <see cref="Traffic"/> makes. Each condition is set in one of five, so that most filters let something pass.</summary>
internal static class RandomFilters
{
    private static readonly string[] Keys = ["Press 1 for sales, 2 for service.|1", "Please hold.|"];

    public static CallFilter Call(Random random, DateTime now) => new()
    {
        From = From(random, now),
        To = To(random, now),
        Q = Text(random, "asha", "ravi 8", "price", "आशा"),
        Direction = Value(random, () => (CallDirection)random.Next(2)),
        Outcome = Value(random, () => (Outcome)random.Next(8)),
        Disposition = Text(random, "NOANSWER", "ANSWER"),
        Missed = Flag(random),
        Marked = Flag(random),
        StaffPhone = Text(random, "080000 00001", "+911234567890", "anonymous"),
        ContactId = Id(random),
        Phone = Text(random, "80000-00001", "+91 8000000002", "anonymous"),
        Account = Text(random, "8000088888", Payload.Account),
        HasRecording = Flag(random),
        HasSummary = Flag(random),
        Label = Text(random, "asha", "ZOË", "1"),
        IvrKey = Text(random, Keys),
        Tag = Text(random, "VIP", "vip", "asha"),
    };

    public static ContactFilter Contact(Random random) => new()
    {
        Q = Text(random, "asha", "8000"),
        Phone = Text(random, "80000-00001", "+91 8000000002", "anonymous"),
        Label = Text(random, "asha", "ZOË", "1"),
        Stage = Text(random, "asha", " Ravi", "आशा", "7"),
        Group = Text(random, "Hot", "cold", "7"),
        AssigneeUserId = Value(random, () => (long)random.Next(2)),
    };

    public static ContactArrival Arrival(Random random, DateTime now) => new()
    {
        From = From(random, now),
        To = To(random, now),
        Source = Text(random, "Asha", "MANUAL", ContactArrival.NoSource),
    };

    public static TaskFilter Task(Random random) => new()
    {
        Status = Text(random, "pending", "COMPLETED"),
        Type = Text(random, "REMINDER", "FIRST_CALL"),
        Overdue = Flag(random),
        ContactId = Id(random),
        AssigneeUserId = Value(random, () => (long)random.Next(2)),
    };

    public static DeliveryFilter Delivery(Random random, DateTime now) => new()
    {
        Event = Text(random, EventNames.All[0], "CDR_SUMMARY_READY", "NEW"),
        Status = Value(random, () => (DeliveryState)random.Next(5)),
        Account = Text(random, "8000088888", Payload.Account),
        From = From(random, now),
        To = To(random, now),
        CdrId = Id(random),
        ContactId = Id(random),
        Q = Text(random, "asha", "Zoë", "price 1"),
    };

    public static InsightFilter Insight(Random random, DateTime now) => new()
    {
        From = From(random, now),
        To = To(random, now),
        StaffPhone = Text(random, "080000 00001", "anonymous"),
        Account = Text(random, "8000088888", Payload.Account),
        Label = Text(random, "asha", "ZOË", "1"),
        Stage = Text(random, "asha", "Ravi"),
        NotStage = Text(random, "asha", "Ravi"),
        TitleKey = Text(random, "callbackrequest", "asha"),
        Value = Text(random, "after 1", "After2", "आशा से"),
        OpenCallbacks = random.Next(5) == 0 ? true : null,
        Q = Text(random, "after", "asha", "आशा", "after 1"),
    };

    public static WorkListFilter WorkList(Random random, DateTime now) => new()
    {
        State = (FollowUpState)random.Next(3),
        Account = Text(random, "8000088888", Payload.Account),
        Agent = Text(random, "Ravi", "080000 00001"),
        Assignee = Text(random, "ravi", "asha"),
        From = From(random, now),
        To = To(random, now),
    };

    /// <summary>The parameters of a URL.</summary>
    public static Dictionary<string, StringValues> Parameters(string address) => QueryHelpers.ParseQuery(new Uri("http://localhost" + address).Query);

    /// <summary>Reads spans of a URL.</summary>
    public static RangeQuery Ranges(LogOnDisk log) => new(LogOnDisk.Calendar, log.Time);

    private static DateTime? From(Random random, DateTime now) => Value(random, () => now.AddHours(random.Next(-80, 60)).AddTicks(random.Next(20_000)));

    private static DateTime? To(Random random, DateTime now) => Value(random, () => now.AddHours(random.Next(-20, 80)).AddTicks(random.Next(20_000)));

    private static bool? Flag(Random random) => Value(random, () => random.Next(2) == 0);

    private static long? Id(Random random) => Value(random, () => (long)random.Next(1, 4));

    private static T? Value<T>(Random random, Func<T> value)
        where T : struct => random.Next(5) == 0 ? value() : null;

    private static string? Text(Random random, params string[] values) => random.Next(5) == 0 ? values[random.Next(values.Length)] : null;
}
