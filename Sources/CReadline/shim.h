// What wildix takes from GNU readline. Its globals are set and read by functions: Swift will not touch a C global.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <readline/readline.h>
#include <readline/history.h>

// Streams and whatever must hold before the user's inputrc is read, which may then say otherwise.
static inline void creadline_prepare(FILE *input, FILE *output, rl_getc_func_t *read_byte) {
  rl_readline_name = "wildix";
  rl_instream = input;
  rl_outstream = output;
  rl_getc_function = read_byte;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  rl_variable_bind("show-all-if-ambiguous", "on");
}

// The whole line is one word to be completed; candidates are neither quoted nor sorted nor file names.
static inline void creadline_complete(rl_completion_func_t *complete) {
  rl_attempted_completion_function = complete;
  rl_basic_word_break_characters = "";
  rl_completer_word_break_characters = "";
  rl_basic_quote_characters = "";
  rl_sort_completion_matches = 0;
  // Both would wait for a key where no signal can be heard.
  rl_completion_query_items = -1;
  rl_variable_bind("page-completions", "off");
}

// To be called at each completion, before which readline sets both anew: no file names, and nothing behind what was found.
static inline void creadline_begin_completion(void) {
  rl_attempted_completion_over = 1;
  rl_completion_append_character = '\0';
}

static inline void creadline_set_redisplay(rl_voidfunc_t *redisplay) { rl_redisplay_function = redisplay; }

// In every keymap in which a line is edited, in emacs and vi mode.
static inline void creadline_bind(const char *keys, rl_command_func_t *command) {
  rl_bind_keyseq_in_map(keys, command, emacs_standard_keymap);
  rl_bind_keyseq_in_map(keys, command, vi_insertion_keymap);
  rl_bind_keyseq_in_map(keys, command, vi_movement_keymap);
}

// The same, but where the user's inputrc binds these keys it is right.
static inline void creadline_bind_if_free(const char *keys, rl_command_func_t *command) {
  rl_bind_keyseq_if_unbound_in_map(keys, command, emacs_standard_keymap);
  rl_bind_keyseq_if_unbound_in_map(keys, command, vi_insertion_keymap);
  rl_bind_keyseq_if_unbound_in_map(keys, command, vi_movement_keymap);
}

// Ctrl-D, unless the user's inputrc makes something else of it than readline does.
static inline void creadline_bind_delete(rl_command_func_t *command) {
  KEYMAP_ENTRY *entry = &emacs_standard_keymap['D' & 0x1F];
  if (entry->type == ISFUNC && entry->function == rl_delete) entry->function = command;
}

static inline char *creadline_line(void) { return rl_line_buffer; }
static inline int creadline_length(void) { return rl_end; }
static inline int creadline_point(void) { return rl_point; }
static inline void creadline_set_point(int point) { rl_point = point; }

// The prompt as it is shown just now, which is another one while somebody searches.
static inline size_t creadline_prompt_length(void) { return rl_display_prompt ? strlen(rl_display_prompt) : 0; }

// Drops what a macro has yet to type: readline would go on with it behind the end of the line.
static inline void creadline_drop_macro(void) {
  rl_clear_pending_input();
  if (RL_ISSTATE(RL_STATE_MACROINPUT)) rl_free_line_state();
  RL_UNSETSTATE(RL_STATE_MACROINPUT);
}

static inline void creadline_prepare_terminal(void) {
  if (rl_prep_term_function) rl_prep_term_function(1);
}
static inline void creadline_restore_terminal(void) {
  if (rl_deprep_term_function) rl_deprep_term_function();
}
