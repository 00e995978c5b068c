namespace ObjectServer.IntegrationTests.Proxies.Passing;

internal static class PassingForms
{
    /// <summary>Passes both cards, the second one in the form; one that holds a single card has no place for the first.</summary>
    public static void Pass(this Form form, IDealer dealer, ICard first, ICard second)
    {
        switch (form)
        {
            case Form.Alone:
                dealer.Pass(second);
                break;
            case Form.List:
                dealer.PassList([first, second]);
                break;
            case Form.Array:
                dealer.PassArray([first, second]);
                break;
            case Form.Dictionary:
                dealer.PassDictionary(new() { ["a"] = first, ["b"] = second });
                break;
            case Form.Record:
                dealer.PassRecord(new Hand("anna", first, [second]));
                break;
            case Form.Tuple:
                dealer.PassTuple((first, 1, second));
                break;
            case Form.Nested:
                dealer.PassNested(new() { ["east"] = [[new Hand("anna", first, [second])]] });
                break;
            default:
                dealer.PassTwo(first, second);
                break;
        }
    }

    /// <summary>The parameter that the second card is in.</summary>
    public static string Parameter(this Form form) => form switch
    {
        Form.Alone => "card",
        Form.Record => "hand",
        Form.Nested => "hands",
        Form.Second => "second",
        _ => "cards",
    };
}
