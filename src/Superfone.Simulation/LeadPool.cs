namespace Superfone.Simulation;

/// <summary>The customers so far.</summary>
internal sealed class LeadPool(Scheduler scheduler)
{
    // The most recent customers are the most likely to call again.
    private const int Recent = 60;

    private readonly List<Lead> _all = [];

    /// <summary>A customer who called before; <see langword="null"/> if there is none yet.</summary>
    public Lead? Known() => _all.Count == 0 ? null : _all[scheduler.Random.Between(Math.Max(0, _all.Count - Recent), _all.Count - 1)];

    /// <summary>A new customer.</summary>
    public Lead New()
    {
        var random = scheduler.Random;
        var (first, last) = (random.OneOf(NameLists.First), random.OneOf(NameLists.Last));
        var isOffice = random.Happens(0.2);
        var lead = new Lead
        {
            Number = _all.Count,
            First = first,
            Last = last,
            // All numbers differ until the range is exhausted.
            Phone = $"{scheduler.Options.CustomerPrefix}{_all.Count * 7919L % 90_000:00000}",
            Account = random.OneOf(scheduler.Options.Numbers),
            Product = random.OneOf(NameLists.Products),
            City = random.OneOf(NameLists.Cities, city => city == NameLists.Cities[0] ? 6 : 1),
            Language = random.Happens(0.4) ? Language.Hindi : Language.English,
            Group = isOffice ? Lead.Offices : Lead.Homes,
            BusinessName = isOffice ? random.OneOf(NameLists.Businesses) : null,
            Email = random.Happens(0.4) ? $"{first.English}.{last.English}@example.com".ToLowerInvariant() : null,
            IsWrittenInHindi = random.Happens(0.06),
        };
        _all.Add(lead);
        return lead;
    }
}
