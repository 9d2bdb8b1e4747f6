using System.Globalization;
using System.Text.Json;
using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>The records that agents keep: contacts, their changes, and tasks.</summary>
internal sealed class Crm(Scheduler scheduler)
{
    private static readonly TimeSpan NoticeAhead = TimeSpan.FromMinutes(15);

    private static readonly IReadOnlyList<Titled> Labels =
        [new(17, "Hot"), new(18, "Warm"), new(19, "Call back"), new(20, "Complaint"), new(21, "Site visit"), new(22, "VIP")];

    private RandomSource Random => scheduler.Random;

    /// <summary>Makes a customer a contact.</summary>
    public void Create(Lead lead)
    {
        lead.ContactId = scheduler.NextId('l');
        lead.SourceType = lead.Source == "call" && Random.Happens(0.15) ? "WHATSAPP_INTEGRATION" : lead.SourceType;
        scheduler.Emit(lead, new ContactEvent
        {
            Kind = EventKind.CustomerCreate,
            Account = lead.Account,
            OrganizationName = scheduler.Options.OrganizationName,
            Phone = lead.Phone,
            Contact = lead.Fields(),
        });
    }

    /// <summary>Records the result of a call.</summary>
    public void RecordCall(Lead lead, Agent agent, Script script)
    {
        if (script.IsStranger || (lead.ContactId is null && Random.Happens(0.2)))
            return;
        if (lead.ContactId is null)
            Create(lead);
        if (lead.AssigneeUserId is null && Random.Happens(0.6))
            Assign(lead, agent);
        if (script.IsLead && Random.Happens(0.4))
            Advance(lead);
        if (Labels.FirstOrDefault(label => label.Title == script.Label) is { } label && !lead.Labels.Contains(label) && Random.Happens(0.5))
        {
            lead.Labels.Add(label);
            Change(lead, "labels", lead.Labels.Select(one => new { id = one.Id, title = one.Title }));
        }

        if (script.Field is { } field && !lead.CustomFields.ContainsKey(field) && Random.Happens(0.4))
            Change(lead, field, lead.CustomFields[field] = ValueOf(field, lead));
        if (Random.Happens(0.1))
            Edit(lead);
        if (script.Task is { } type && Random.Happens(0.6))
            AddTask(lead, type, TimeSpan.FromHours(Random.Between(1, 40)));
    }

    /// <summary>Creates a task, and schedules its reminders.</summary>
    public SimulatedTask AddTask(Lead lead, string type, TimeSpan until)
    {
        var due = scheduler.Now + scheduler.Scaled(until);
        var task = new SimulatedTask { TaskId = scheduler.NextId('t'), Lead = lead, Type = type };
        EmitTask(task, EventKind.TaskCreate);
        scheduler.At(scheduler.Now.AddSeconds(2), () => EmitTask(task, EventKind.TaskChange, "task_due_date",
            due.ToString("yyyy-MM-dd'T'HH:mm:00.000'Z'", CultureInfo.InvariantCulture)));
        scheduler.At(due - scheduler.Scaled(NoticeAhead), () => Remind(task, EventKind.TaskNotifyTime));
        scheduler.At(due, () => Remind(task, EventKind.TaskDueTime));
        if (Random.Happens(0.05))
            scheduler.AtWorkAfter(until / 3, () => EmitTask(task, EventKind.TaskChange, "task_type", task.Type = "MEETING"));
        if (type != "FIRST_CALL" && Random.Happens(0.7))
            scheduler.AtWorkAfter(until * Random.Between(0.3, 1.3), () => Complete(task));
        return task;
    }

    /// <summary>Completes a task.</summary>
    public void Complete(SimulatedTask task)
    {
        if (task.Status == "PENDING")
            EmitTask(task, EventKind.TaskChange, "task_status", task.Status = "COMPLETED");
    }

    private void Remind(SimulatedTask task, EventKind kind)
    {
        if (task.Status == "PENDING")
            EmitTask(task, kind);
    }

    // The change also carries the name: contacts carry only the id.
    private void Assign(Lead lead, Agent agent)
    {
        lead.AssigneeUserId = agent.UserId;
        Change(lead, "assignee_user", new { id = agent.UserId, title = $"{agent.First.English} {agent.Last.English}" });
    }

    private void Advance(Lead lead)
    {
        var last = Lead.Stages.Count - 1;
        if (lead.Stage >= last - 1)
            return;
        lead.Stage = Random.Happens(0.1) ? last : lead.Stage + 1;
        var stage = Lead.Stages[lead.Stage];
        Change(lead, "lead_stage", new { id = stage.Id, title = stage.Title });
    }

    // The other fields whose changes the reference documents. Each changes once, because the same value again would not be a change.
    private void Edit(Lead lead)
    {
        var field = Random.Between(1, 7);
        if (!lead.Edited.Add(field))
            return;
        switch (field)
        {
            case 1:
                Change(lead, "first_name", lead.First.In(lead.IsWrittenInHindi ? Language.Hindi : Language.English));
                break;
            case 2:
                Change(lead, "last_name", lead.Last.In(lead.IsWrittenInHindi ? Language.Hindi : Language.English));
                break;
            case 3:
                Change(lead, "source", lead.Source = "referral");
                break;
            case 4:
                Change(lead, "source_type", lead.SourceType = "MANUAL");
                break;
            case 5:
                lead.Group = lead.Group == Lead.Homes ? Lead.Offices : Lead.Homes;
                Change(lead, "lead_group", new { id = lead.Group.Id, title = lead.Group.Title });
                break;
            case 6:
                lead.OtherPhone = $"{scheduler.Options.CustomerPrefix[..^1]}1{lead.Phone[^5..]}";
                Change(lead, "phones", lead.Numbers().Select(number => new { phone = number.Phone, customer_id = number.CustomerId }));
                break;
            default:
                Change(lead, "city", lead.City.English);
                break;
        }
    }

    private static string ValueOf(string field, Lead lead) => field switch
    {
        "Interested in" => lead.Product.English,
        "Budget" => $"₹{50 + (lead.First.English.Length * 25)}k",
        _ => "After 6 PM",
    };

    private void Change(Lead lead, string key, object? value) => scheduler.Emit(lead, new ContactEvent
    {
        Kind = EventKind.CustomerChange,
        Account = lead.Account,
        OrganizationName = scheduler.Options.OrganizationName,
        Contact = lead.Fields(),
        Change = new FieldChange(key, JsonSerializer.SerializeToElement(value)),
    });

    private void EmitTask(SimulatedTask task, EventKind kind, string? key = null, string? value = null) => scheduler.Emit(task.Lead, new TaskEvent
    {
        Kind = kind,
        Account = task.Lead.Account,
        OrganizationName = scheduler.Options.OrganizationName,
        TaskId = task.TaskId,
        Type = new(task.Type),
        Status = new(task.Status),
        Contact = task.Lead.Fields(),
        Change = key is null ? null : new FieldChange(key, JsonSerializer.SerializeToElement(value)),
    });
}

/// <summary>A task.</summary>
internal sealed class SimulatedTask
{
    /// <summary>Superfone's key.</summary>
    public required long TaskId { get; init; }

    /// <summary>The customer.</summary>
    public required Lead Lead { get; init; }

    /// <summary>The wire value of its type.</summary>
    public required string Type { get; set; }

    /// <summary>The wire value of its status.</summary>
    public string Status { get; set; } = "PENDING";
}
