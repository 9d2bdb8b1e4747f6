namespace Superfone.Dashboard.ReadModels.Staff;

/// <summary>A person of the business.</summary>
/// <param name="Name">The name.</param>
/// <param name="Phone">The number as a key; <see langword="null"/> if it is not known.</param>
/// <param name="AssigneeUserId">Superfone's id of the person to whom contacts are assigned; <see langword="null"/> if it is not known.</param>
public sealed record StaffItem(string? Name, string? Phone, long? AssigneeUserId)
{
    /// <summary>The email of the user whose staff number it is; <see langword="null"/> if nobody's.</summary>
    public string? User { get; init; }
}

/// <summary>The staff directory.</summary>
/// <param name="Version">The version of <paramref name="Items"/>, which every change of them increases; 0 before the first.</param>
/// <param name="Items">The people in it, by name.</param>
/// <param name="Suggestions">People whom calls and contacts name and who are not in it; some have no name.</param>
public sealed record StaffDirectory(long Version, IReadOnlyList<StaffItem> Items, IReadOnlyList<StaffItem> Suggestions);
