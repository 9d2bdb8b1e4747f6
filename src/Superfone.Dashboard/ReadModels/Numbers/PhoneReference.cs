using System.Globalization;

namespace Superfone.Dashboard.ReadModels.Numbers;

/// <summary>Names a number by what it belongs to, so that readers to whom numbers are masked can call it without seeing it.</summary>
/// <param name="Owner">What it belongs to.</param>
/// <param name="Id">The key of that.</param>
/// <param name="Index">Which of several numbers it is, from 0.</param>
public sealed record PhoneReference(PhoneOwner Owner, long Id, int Index = 0)
{
    private const char Separator = '/';

    /// <summary>The number of a contact.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="index">Which of its numbers, from 0.</param>
    public static PhoneReference OfContact(long contactId, int index = 0) => new(PhoneOwner.Contact, contactId, index);

    /// <summary>Reads the text of a reference; <see langword="null"/> if it is none, such as a number.</summary>
    public static PhoneReference? Parse(string text) =>
        text.Split(Separator) is [var owner, var id, var index]
            && Enum.TryParse<PhoneOwner>(owner, out var named) && Enum.IsDefined(named)
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var which)
            ? new PhoneReference(named, key, which)
            : null;

    /// <summary>Its text: <c>Contact/12/0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Owner}{Separator}{Id}{Separator}{Index}");
}

/// <summary>What a number may belong to.</summary>
public enum PhoneOwner
{
    /// <summary>A call: the other party's number.</summary>
    Call,

    /// <summary>A contact.</summary>
    Contact,

    /// <summary>A follow-up.</summary>
    FollowUp,
}
