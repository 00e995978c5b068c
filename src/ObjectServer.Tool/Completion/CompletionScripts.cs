namespace ObjectServer.Tool.Completion;

/// <summary>How each shell asks the program how a command line could go on: by the directive <c>[suggest:position]</c>, and the line so far.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # objectserver completion bash > ~/.local/share/bash-completion/completions/objectserver
        _objectserver() {
            local line="${COMP_LINE:0:COMP_POINT}" IFS=$'\n'
            COMPREPLY=($(compgen -W "$(objectserver "[suggest:${#line}]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _objectserver objectserver
        """;

    private const string Zsh = """
        #compdef objectserver
        # objectserver completion zsh > a file named _objectserver in a folder of $fpath
        _objectserver() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a found
            found=("${(@f)$(objectserver "[suggest:${#line}]" "$line" 2>/dev/null)}")
            compadd -a found
        }
        compdef _objectserver objectserver
        """;

    private const string Fish = """
        # objectserver completion fish > ~/.config/fish/completions/objectserver.fish
        function __objectserver_complete
            set -l line (commandline -cp)
            objectserver "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c objectserver -f -a '(__objectserver_complete)'
        """;

    private const string PowerShell = """
        # objectserver completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName objectserver -ScriptBlock {
            param($word, $line, $position)
            $text = "$line".PadRight($position)
            objectserver "[suggest:$position]" $text 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    /// <summary>The shells that there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell.</summary>
    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    };
}
