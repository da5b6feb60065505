# The sign-in in Rails, as small as can honestly be, to be measured beside the portal's: a form with Rails' own token. Run by Puma. HASH is the
# password's, by bcrypt.

require "action_controller/railtie"
require "bcrypt"

class SignIns < Rails::Application
  config.secret_key_base = SecureRandom.hex
  config.hosts.clear
  config.eager_load = true
  config.logger = Logger.new(IO::NULL)
  config.public_file_server.enabled = false
  routes.append do
    get "/", to: "sign_in#ask"
    post "/", to: "sign_in#check"
  end
end

class SignInController < ActionController::Base
  protect_from_forgery with: :exception

  def ask
    render inline: <<~HTML
      <form method="post"><%= hidden_field_tag :authenticity_token, form_authenticity_token %>
      <label for="password">Mot de passe</label><input type="password" id="password" name="password"></form>
    HTML
  end

  def check
    return head :forbidden unless BCrypt::Password.new(ENV.fetch("HASH")) == params[:password]

    session[:elector] = 1
    redirect_to "/"
  end
end

SignIns.initialize!
run SignIns
