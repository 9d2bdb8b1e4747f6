namespace Superfone.Dashboard.Configuration;

/// <summary>The application cannot start for a reason that its operator can mend; each error is one sentence that says which.</summary>
public sealed class StartException : Exception
{
    /// <summary>An error without a sentence.</summary>
    public StartException()
        : this("The application cannot start.")
    {
    }

    /// <summary>One error.</summary>
    public StartException(string message)
        : base(message) => Errors = [message];

    /// <summary>One error with its cause.</summary>
    public StartException(string message, Exception? innerException)
        : base(message, innerException) => Errors = [message];

    /// <summary>All errors that were found at once.</summary>
    public StartException(IReadOnlyList<string> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>One sentence per error.</summary>
    public IReadOnlyList<string> Errors { get; }
}
