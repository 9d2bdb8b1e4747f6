using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration;

/// <summary>The errors in the options of one section.</summary>
/// <param name="section">The full key of the section, such as <c>Superfone:Webhook</c>.</param>
internal sealed class OptionErrors(string section)
{
    private readonly List<string> _sentences = [];

    /// <summary>One sentence for each error; each begins with the full key.</summary>
    public IReadOnlyList<string> Sentences => _sentences;

    /// <summary>The errors as the result of a validator.</summary>
    public ValidateOptionsResult Result => _sentences.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_sentences);

    /// <summary>Adds an error. Never quote a secret in the reason.</summary>
    /// <param name="key">The key within the section.</param>
    /// <param name="reason">The problem, without a full stop.</param>
    public void Add(string key, string reason) => _sentences.Add($"{section}:{key} {reason}.");

    /// <summary>Adds an error unless a value is between two bounds, both inclusive; returns whether it is.</summary>
    public bool AddUnlessInRange<T>(string key, T value, T minimum, T maximum)
        where T : IComparable<T>
    {
        if (value.CompareTo(minimum) >= 0 && value.CompareTo(maximum) <= 0)
            return true;
        Add(key, $"is {value}; it must be from {minimum} to {maximum}");
        return false;
    }
}
