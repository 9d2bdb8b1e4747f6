using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components.Pages.Settings.Contents;

/// <summary>How things stand on a page of settings.</summary>
/// <param name="Text">In few words.</param>
/// <param name="NeedsCare">Whether somebody should look there.</param>
/// <param name="IsName">Whether the text is a name, which no browser should translate.</param>
public sealed record SectionState(string Text, bool NeedsCare = false, bool IsName = false)
{
    /// <summary>A state that a resource says.</summary>
    public static SectionState Is(IStringLocalizer<Strings> text, string key, bool needsCare = false) => new(text[key], needsCare);

    /// <summary>Whether something is in use.</summary>
    public static SectionState OnOrOff(IStringLocalizer<Strings> text, bool isOn) => Is(text, isOn ? "Settings.State.On" : "Settings.State.Off");
}

/// <summary>Finds how things stand on some of the pages of settings.</summary>
public interface ISectionStates
{
    /// <summary>Finds the state of a page; <see langword="null"/> if it is not one of these.</summary>
    /// <param name="href">The path of the page.</param>
    /// <param name="actor">Who reads it, who may open that page.</param>
    Task<SectionState?> FindAsync(string href, Actor actor);
}
