namespace Superfone.Dashboard.Access.Users;

/// <summary>Changes of a user. What is <see langword="null"/> here stays as it is.</summary>
public sealed record UserPatch
{
    /// <summary>The name that colleagues see.</summary>
    public NewValue<string?>? Name { get; init; }

    /// <summary>The role.</summary>
    public string? Role { get; init; }

    /// <summary>Whether they may no longer sign in.</summary>
    public bool? Disabled { get; init; }

    /// <summary>Their number in the staff directory, in any written form.</summary>
    public NewValue<string?>? StaffPhone { get; init; }

    /// <summary>The Superfone numbers whose calls they see, in any written form.</summary>
    public NewValue<IReadOnlyList<string>?>? Accounts { get; init; }
}

/// <summary>A new value, which may be <see langword="null"/>: the old one is cleared.</summary>
/// <param name="Value">The value.</param>
public sealed record NewValue<T>(T Value);
