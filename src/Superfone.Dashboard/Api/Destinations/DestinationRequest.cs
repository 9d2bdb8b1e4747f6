using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Destinations.Sending;
using Superfone.Dashboard.Domain.Destinations;
using Superfone.Events;

namespace Superfone.Dashboard.Api.Destinations;

/// <summary>A destination to make, or changes of one.</summary>
public sealed record DestinationRequest
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Where events are posted to.</summary>
    public string? Url { get; init; }

    /// <summary>In which form: <c>raw</c> or <c>item</c>.</summary>
    public string? Form { get; init; }

    /// <summary>The wire names of the events; empty for all.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>The Superfone numbers; empty for all.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>What the events are about; without members for anything.</summary>
    public FilterRequest? Filter { get; init; }

    /// <summary>Whether events are passed on.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Unknown members.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    /// <summary>Reads the request.</summary>
    /// <param name="errors">Receives a sentence for each wrong or unknown member.</param>
    /// <returns><see langword="null"/> if there are errors.</returns>
    internal DestinationDraft? Read(ModelStateDictionary errors)
    {
        errors.RefuseUnknown<DestinationRequest>(Others);
        DestinationForm? form = Form switch
        {
            "raw" => DestinationForm.Raw,
            "item" => DestinationForm.Item,
            _ => null,
        };
        if (Form is not null && form is null)
            errors.AddModelError("form", $"'{Form}' is not a form; forms are raw and item.");
        var filter = Filter?.Read(errors);
        return errors.IsValid ? new DestinationDraft { Name = Name, Url = Url, Form = form, Events = Events, Accounts = Accounts, Filter = filter, Enabled = Enabled } : null;
    }
}

/// <summary>What the events of a destination are about: conditions on their call, contact or task. What is absent does not apply.</summary>
public sealed record FilterRequest
{
    /// <summary>The direction of calls: <c>inbound</c> or <c>outbound</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>Whether calls were missed.</summary>
    public bool? Missed { get; init; }

    /// <summary>The number of the agent of calls.</summary>
    public string? StaffPhone { get; init; }

    /// <summary>Title or id of a label of the contact.</summary>
    public string? Label { get; init; }

    /// <summary>Unknown members.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    /// <summary>Reads the conditions.</summary>
    /// <param name="errors">Receives a sentence for each wrong or unknown member.</param>
    internal ItemConditions Read(ModelStateDictionary errors)
    {
        errors.RefuseUnknown<FilterRequest>(Others, "filter.");
        CallDirection? direction = Direction switch
        {
            "inbound" => CallDirection.Inbound,
            "outbound" => CallDirection.Outbound,
            _ => null,
        };
        if (Direction is not null && direction is null)
            errors.AddModelError("filter.direction", $"'{Direction}' is not a direction; directions are inbound and outbound.");
        return new ItemConditions { Direction = direction, Missed = Missed, StaffPhone = StaffPhone, Label = Label };
    }
}

/// <summary>A list of destinations, always whole.</summary>
/// <param name="Items">The destinations.</param>
/// <param name="NextCursor">Always <see langword="null"/>: there is no further part.</param>
public sealed record DestinationList(IReadOnlyList<DestinationItem> Items, string? NextCursor = null);

/// <summary>A new destination.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Secret">The secret that signs its posts: <c>whsec_</c> and base64. It is not shown again.</param>
/// <param name="Destination">The destination.</param>
public sealed record DestinationReply(long Id, string Secret, DestinationItem Destination);

/// <summary>A new secret.</summary>
/// <param name="Secret">The secret: <c>whsec_</c> and base64. It is not shown again.</param>
public sealed record SecretReply(string Secret);

/// <summary>How many events are sent again.</summary>
/// <param name="Count">The number.</param>
/// <param name="Gone">The number of those that are no longer in the log, and leave the list.</param>
public sealed record RetryReply(int Count, int Gone);
