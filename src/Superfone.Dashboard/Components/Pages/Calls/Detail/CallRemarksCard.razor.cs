using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Components.Controls;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Pages.Calls.Detail;

/// <summary>What users wrote about a call: tags, by which it is found, and notes.</summary>
public sealed partial class CallRemarksCard(CallCommands commands, CallChoiceQueries choices, CurrentActor who, ILogger<CallRemarksCard> logger)
{
    private IReadOnlyList<string> _known = [];
    private string _tag = "";
    private string _note = "";
    private string? _problem;
    private string? _said;
    private bool _isSending;

    /// <summary>The call.</summary>
    [Parameter, EditorRequired]
    public required CallDetail Call { get; set; }

    /// <summary>Whether the reader may write.</summary>
    [Parameter]
    public bool MayWork { get; set; }

    /// <summary>Called after something was saved.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _known = MayWork ? (await choices.ReadAsync(who.Visibility)).Tags : [];
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "The tags in use could not be read");
        }
    }

    private async Task AddAsync()
    {
        if (Texts.Filled(_tag) is not { } tag)
            return;

        // The field is free for the next one at once: what is typed while this one is saved must stay.
        _tag = "";
        if (!await SaveAsync(async by => await commands.TagAsync(Call.CdrId, [.. Call.Tags, tag], by)) && _tag.Length == 0)
            _tag = tag;
    }

    private Task<bool> RemoveAsync(string tag) => SaveAsync(async by => await commands.TagAsync(Call.CdrId, [.. Call.Tags.Where(other => other != tag)], by));

    // As in other fields with chips, Backspace in the empty field takes the last one back.
    private Task RemoveLastAsync(KeyboardEventArgs key) =>
        key.Key == "Backspace" && _tag.Length == 0 && Call.Tags is [.., var last] ? RemoveAsync(last) : Task.CompletedTask;

    private async Task NoteAsync()
    {
        if (Texts.Filled(_note) is not { } note)
            return;
        _note = "";
        if (!await SaveAsync(async by => await commands.NoteAsync(Call.CdrId, note, by)) && _note.Length == 0)
            _note = note;
    }

    private async Task<bool> SaveAsync(Func<Actor, Task<DecisionResult>> save)
    {
        _isSending = true;
        try
        {
            _problem = await save(await who.GetAsync()) switch
            {
                DecisionResult.Shown or DecisionResult.Accepted or DecisionResult.AlreadyDecided => null,
                DecisionResult.UnknownCall or DecisionResult.UnknownSubject => L["Call.NotFound"].Value,
            };
        }
        catch (Exception error)
        {
            logger.LogError(error, "What was written about call {CdrId} could not be saved", Call.CdrId);
            _problem = L["FollowUps.NotSaved"];
        }

        _isSending = false;
        if (_problem is null)
        {
            _said = Announcer.Again(L["Settings.Saved"], _said);
            await OnChanged.InvokeAsync();
        }

        return _problem is null;
    }
}
