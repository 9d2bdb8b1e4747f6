namespace Superfone.Dashboard.Components.Pages.Settings.People;

/// <summary>Somebody to invite.</summary>
/// <param name="Email">Their email, as typed.</param>
/// <param name="Role">Their role.</param>
public sealed record NewUser(string Email, string Role);
